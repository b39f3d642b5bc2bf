import { assignableRoles } from '@tributary/access'
import { Invite, type Invited } from '@tributary/contracts'
import { Button, Dialog, Field, Input, Select } from '@tributary/ui'
import { useState } from 'react'
import { Controller } from 'react-hook-form'
import { trpc } from '../../../api/trpc.ts'
import { TextField } from '../../../forms/fields.tsx'
import { Form } from '../../../forms/form.tsx'
import { sending, useZodForm } from '../../../forms/use-zod-form.ts'
import { useMay } from '../../../session/session.ts'
import { CopyButton } from '../../../shell/copy-button.tsx'
import { ROLE_OPTIONS } from './role-words.ts'

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

const Told = ({ invited, onMore }: { invited: Invited; onMore: () => void }) => (
  <div className="flex flex-col gap-4 pb-4">
    <p className="text-sm">
      A mail is on its way to <strong>{invited.email}</strong>. Mail can get lost: this link does the same. It
      is shown only now.
    </p>
    <div className="flex items-end gap-1">
      <Field label="Link of the invitation" className="flex-1">
        <Input
          readOnly
          value={invited.url}
          className="font-mono text-xs"
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <CopyButton text={invited.url} label="Copy the link" />
    </div>
    <div>
      <Button onClick={onMore}>Invite somebody else</Button>
    </div>
  </div>
)

export const InviteDialog = ({ open, onOpenChange }: InviteDialogProps) => {
  const { role } = useMay()
  const utils = trpc.useUtils()
  const [invited, setInvited] = useState<Invited | null>(null)
  const invite = trpc.members.invite.useMutation()
  const form = useZodForm(Invite, { defaultValues: { email: '', role: 'rep' } })
  const submit = sending(form, async (values) => {
    setInvited(await invite.mutateAsync(values))
    form.reset()
    await utils.members.invitations.invalidate()
  })
  const turn = (shown: boolean) => {
    if (!shown) setInvited(null)
    onOpenChange(shown)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={turn}
      title={invited ? 'Invited' : 'Invite a member'}
      description={invited ? undefined : 'They receive a link, choose a password and are in.'}
    >
      {invited ? (
        <Told invited={invited} onMore={() => setInvited(null)} />
      ) : (
        <div className="pb-4">
          <Form form={form} onSubmit={submit} submit="Send the invitation">
            <TextField form={form} name="email" label="E-mail" type="email" autoComplete="off" required />
            <Controller
              control={form.control}
              name="role"
              render={({ field }) => (
                <Field label="Role" required>
                  <Select
                    options={ROLE_OPTIONS.filter(({ value }) => assignableRoles(role).includes(value))}
                    value={field.value}
                    onChange={field.onChange}
                  />
                </Field>
              )}
            />
          </Form>
        </div>
      )}
    </Dialog>
  )
}
