import { randomUUID } from 'node:crypto'
import { appRole, newKey, openContactKey, wrapOrganizationKey } from '@tributary/db'
import { openContact } from '@tributary/use-cases/capture/sealed-boxes'
import type { Client } from 'pg'
import { type Fault, one, type Site } from './fault.ts'
import { moneyFaults } from './money-faults.ts'

const setPayload = (client: Client, eventId: string, path: string, value: unknown) =>
  client.query('update event set payload = jsonb_set(payload, $2::text[], $3::jsonb) where id = $1', [
    eventId,
    path,
    JSON.stringify(value),
  ])

const personOf = async ({ client, organization }: Site, contactId: string) => {
  const { wrapped_key, sealed } = await one<{ wrapped_key: Buffer; sealed: Buffer }>(
    client,
    'select wrapped_key, sealed from contact where id = $1',
    [contactId],
  )
  const { id, keys } = organization
  if (!keys) throw new Error('the instance key is not at hand')
  return openContact(id, contactId, openContactKey(keys, contactId, wrapped_key), sealed)
}

const otherMember = async ({ client, organization }: Site, not: string): Promise<string> =>
  (
    await one<{ id: string }>(
      client,
      'select id from member where organization_id = $1 and id <> $2 order by id limit 1',
      [organization.id, not],
    )
  ).id

/** Another tenant with nothing in it. */
const strangers = async ({ client, organization, instanceKey }: Site): Promise<string> => {
  const id = randomUUID()
  await client.query(
    `insert into organization (id, name, wrapped_key)
    select $2, name, $3 from organization where id = $1`,
    [organization.id, id, wrapOrganizationKey(instanceKey, id, newKey())],
  )
  return id
}

/** What can go wrong in the rows of leads and their story. */
const storyFaults: readonly Fault[] = [
  {
    name: 'a lead is deleted',
    plant: async ({ client, takeLead }) => {
      const { id } = await takeLead()
      await client.query('delete from lead where id = $1', [id])
      return { check: 'I2 halves', subject: id, text: 'its row is gone' }
    },
  },
  {
    name: 'the capture of a lead is deleted from the ledger',
    plant: async ({ client, takeLead }) => {
      const { id, captureId } = await takeLead()
      await client.query('delete from event where id = $1', [captureId])
      return { check: 'MS-1 leads', subject: id, text: 'no event says' }
    },
  },
  {
    name: 'an event is edited',
    plant: async ({ client, takeLead }) => {
      const { id, captureId } = await takeLead()
      await setPayload(client, captureId, '{traits,country}', 'ZZ')
      return { check: 'MS-1 leads', subject: id, text: '' }
    },
  },
  {
    name: 'a lead is given to somebody else behind the ledger',
    plant: async (site) => {
      const { id, ownerId } = await site.takeLead()
      await site.client.query('update lead set owner_id = $2 where id = $1', [
        id,
        await otherMember(site, ownerId),
      ])
      return { check: 'MS-1 leads', subject: id, text: 'owner' }
    },
  },
  {
    name: 'points are changed',
    plant: async ({ client, takeLead }) => {
      const { id } = await takeLead()
      await client.query(
        'update lead set points = case when points < 100 then points + 1 else 99 end where id = $1',
        [id],
      )
      return { check: 'I10 scores', subject: id, text: 'its facts earn' }
    },
  },
  {
    name: 'the facts of a score are changed',
    plant: async ({ client, takeLead }) => {
      const { id } = await takeLead()
      await client.query(
        `update lead set facts = facts || jsonb_build_object('phoneGiven', not (facts->>'phoneGiven')::boolean,
          'companyGiven', not (facts->>'companyGiven')::boolean, 'budgetGiven', not (facts->>'budgetGiven')::boolean)
        where id = $1`,
        [id],
      )
      return { check: 'I10 scores', subject: id, text: 'its facts earn' }
    },
  },
  {
    name: 'the reasons of a recorded score no longer add up',
    plant: async ({ client, takeLead }) => {
      const { id, captureId } = await takeLead()
      await setPayload(client, captureId, '{score,earned,0}', 90)
      return { check: 'I10 scores', subject: id, text: 'add up' }
    },
  },
  {
    name: 'a routing decision is rewritten',
    plant: async (site) => {
      const { id, ownerId, captureId } = await site.takeLead()
      await setPayload(site.client, captureId, '{ownerId}', await otherMember(site, ownerId))
      return { check: 'I10 routing', subject: id, text: 'taken again' }
    },
  },
  {
    name: "a member's open leads are miscounted",
    plant: async ({ client, organization, takeLead }) => {
      const { ownerId } = await takeLead()
      await client.query(
        `update capture_state set load = jsonb_set(load, array['open', $2], to_jsonb(100000)) where organization_id = $1`,
        [organization.id, ownerId],
      )
      return { check: 'I10 routing', subject: ownerId, text: 'routing counts 100000' }
    },
  },
]

/** What can go wrong in counts and effects. */
const derivedFaults: readonly Fault[] = [
  {
    name: 'a daily count is changed',
    plant: async ({ client, organization }) => {
      const { key } = await one<{ key: string }>(
        client,
        `update rollup set n = n + 1 where ctid = (select ctid from rollup where organization_id = $1 and dimension = 'stage'
          and n > 0 order by day desc, value limit 1) returning campaign_id || ' ' || day || ' ' || dimension || ' ' || value as key`,
        [organization.id],
      )
      return { check: 'MS-1 rollups', subject: key, text: 'the events make it' }
    },
  },
  {
    name: 'the leads of a day are counted once more',
    plant: async ({ client, organization }) => {
      const { key } = await one<{ key: string }>(
        client,
        `update rollup set n = n + 1 where ctid = (select ctid from rollup where organization_id = $1 and dimension = 'all'
          and n > 0 order by day desc, campaign_id limit 1)
          returning campaign_id || ' ' || day || ' ' || dimension || ' ' || value as key`,
        [organization.id],
      )
      return { check: 'I12', subject: key, text: 'the rows are' }
    },
  },
  {
    name: 'a daily count is lost',
    plant: async ({ client, organization }) => {
      const { key } = await one<{ key: string }>(
        client,
        `delete from rollup where ctid = (select ctid from rollup where organization_id = $1 and dimension = 'channel'
          and n > 0 order by day desc, value limit 1) returning campaign_id || ' ' || day || ' ' || dimension || ' ' || value as key`,
        [organization.id],
      )
      return { check: 'MS-1 rollups', subject: key, text: 'is not there' }
    },
  },
  {
    name: 'an effect is doubled',
    plant: async (site) => {
      const { id, captureId, ownerId } = await site.takeLead()
      await site.client.query(
        `insert into effect select (jsonb_populate_record(f, jsonb_build_object('id', $2::text, 'target', $3::text))).*
        from effect f where f.event_id = $1 and f.kind = 'email.owner'`,
        [captureId, randomUUID(), await otherMember(site, ownerId)],
      )
      return { check: 'I5', subject: id, text: captureId }
    },
  },
  {
    name: 'an effect is lost',
    plant: async ({ client, takeLead }) => {
      const { id, captureId } = await takeLead()
      await client.query("delete from effect where event_id = $1 and kind = 'email.owner'", [captureId])
      return { check: 'I5', subject: id, text: captureId }
    },
  },
  {
    name: 'an effect has tries that nobody made',
    plant: async ({ client, takeLead }) => {
      const { captureId } = await takeLead()
      const { id } = await one<{ id: string }>(
        client,
        "update effect set attempts = attempts + 2 where event_id = $1 and kind = 'email.owner' returning id",
        [captureId],
      )
      return { check: 'I6', subject: id, text: 'tries counted' }
    },
  },
  {
    name: 'an effect succeeded without a try',
    plant: async ({ client, takeLead }) => {
      const { captureId } = await takeLead()
      const { id } = await one<{ id: string }>(
        client,
        `update effect set state = 'succeeded', reason = null where event_id = $1 and kind = 'email.owner' returning id`,
        [captureId],
      )
      await client.query('delete from effect_attempt where effect_id = $1', [id])
      return { check: 'I6', subject: id, text: 'succeeded 0 times' }
    },
  },
]

/** What can go wrong with tenants, secrets and the audit trail. */
const guardFaults: readonly Fault[] = [
  {
    name: 'a lead is moved to another tenant',
    plant: async (site) => {
      const { id, contactId } = await site.takeLead()
      await site.client.query('update lead set organization_id = $2 where id = $1', [
        id,
        await strangers(site),
      ])
      return { check: 'I15', subject: 'lead.contact_id', text: `${contactId} is of another organization` }
    },
  },
  {
    name: 'a policy is removed',
    plant: async ({ client }) => {
      await client.query('drop policy own_organization on contact')
      return { check: 'I15', subject: 'contact', text: 'no policy' }
    },
  },
  {
    name: 'a policy lets in everybody',
    plant: async ({ client }) => {
      await client.query('alter policy own_organization on deal using (true)')
      return { check: 'I15', subject: 'deal', text: 'lets in more' }
    },
  },
  {
    name: 'row-level security is switched off',
    plant: async ({ client }) => {
      await client.query('alter table held_submission disable row level security')
      return { check: 'I15', subject: 'held_submission', text: 'not on and forced' }
    },
  },
  {
    name: 'the application may rewrite the ledger',
    plant: async ({ client }) => {
      await client.query(`grant update on event to ${appRole}`)
      return { check: 'I15', subject: 'event', text: 'UPDATE' }
    },
  },
  {
    name: 'an e-mail address stands in the open',
    plant: async (site) => {
      const { captureId, contactId } = await site.takeLead()
      const { email } = await personOf(site, contactId)
      await setPayload(site.client, captureId, '{touch,path}', `/thanks?for=${email}`)
      return { check: 'I14', subject: 'public.event', text: 'an e-mail address' }
    },
  },
  {
    name: 'a full name stands in the open',
    plant: async (site) => {
      const { campaignId, contactId } = await site.takeLead()
      const { firstName, lastName } = await personOf(site, contactId)
      await site.client.query('update campaign set description = $2 where id = $1', [
        campaignId,
        `As told by ${firstName} ${lastName}`,
      ])
      return { check: 'I14', subject: 'public.campaign', text: 'a full name' }
    },
  },
  {
    name: 'an audit row is edited',
    plant: async ({ client, organization }) => {
      const { id } = await one<{ id: string }>(
        client,
        `update audit set action = action || '!' where organization_id = $1 and seq = 1 returning id`,
        [organization.id],
      )
      return { check: 'I13 audit', subject: id, text: 'it was changed' }
    },
  },
  {
    name: 'an audit row is removed',
    plant: async ({ client, organization }) => {
      await one(client, 'delete from audit where organization_id = $1 and seq = 2 returning id', [
        organization.id,
      ])
      const { id } = await one<{ id: string }>(
        client,
        'select id from audit where organization_id = $1 and seq = 3',
        [organization.id],
      )
      return { check: 'I13 audit', subject: id, text: 'missing' }
    },
  },
]

export const FAULTS: readonly Fault[] = [...storyFaults, ...derivedFaults, ...moneyFaults, ...guardFaults]
