import type { Done, SignIn } from '@tributary/contracts'
import { APIError } from 'better-auth/api'
import { authDb } from '../entrance/auth-tables.ts'
import { sessionCookieName } from '../entrance/read-session.ts'
import { inOrganization } from '../in-organization.ts'
import { auditLater } from './audit-later.ts'
import { authOf } from './auth.ts'
import { homeOf, settleSession, wrongSignIn } from './open-session.ts'
import { countedAccount, countedNetwork, countTry, forgiveTry } from './throttle.ts'
import type { Visitor } from './visitor.ts'

/** Every refusal takes the time of a password check and says the same. */
export const signIn = async (visitor: Visitor, { email, password }: SignIn): Promise<Done> => {
  const { product, ip } = visitor
  const [account, network] = [countedAccount(email), countedNetwork(ip)]
  await countTry(product, network, account)
  const made = await tryPassword(visitor, { email, password })
  const organizationId = made && (await homeOf(visitor, made.response.user.id))
  if (!made || !organizationId) {
    if (made)
      await authDb(product).deleteFrom('auth_session').where('token', '=', made.response.token).execute()
    auditRefusal(visitor, email)
    throw wrongSignIn()
  }
  await forgiveTry(product, account, network)
  await settleSession(visitor, { token: made.response.token, headers: made.headers }, organizationId)
  return { done: true }
}

export const tryPassword = async ({ product }: Visitor, body: SignIn) => {
  try {
    return await authOf(product).api.signInEmail({ body, returnHeaders: true })
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) return undefined
    throw error
  }
}

const auditRefusal = ({ product }: Visitor, email: string): void =>
  auditLater(product, async () => {
    const members = await authDb(product)
      .selectFrom('auth_member as m')
      .innerJoin('auth_user as u', 'u.id', 'm.user_id')
      .select(['m.id', 'm.organization_id'])
      .where('u.email', '=', email)
      .execute()
    for (const member of members)
      await inOrganization(
        { product, organizationId: member.organization_id, actor: { kind: 'public' } },
        async (tx) => tx.audit({ action: 'session.refused', targetKind: 'member', targetId: member.id }),
      )
  })

/** Ends this session and takes its cookie back. Somebody who is not signed in is signed out already. */
export const signOut = async (visitor: Visitor): Promise<Done> => {
  const { product, session } = visitor
  if (session) {
    await authDb(product).deleteFrom('auth_session').where('id', '=', session.id).execute()
    const { organizationId, memberId, userId, role } = session
    await inOrganization(
      { product, organizationId, actor: { kind: 'member', memberId, userId, role } },
      async (tx) => tx.audit({ action: 'session.ended', targetKind: 'session', targetId: session.id }),
    )
  }
  const { publicUrl } = product.config
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  visitor.setCookie(`${sessionCookieName(publicUrl)}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`)
  return { done: true }
}
