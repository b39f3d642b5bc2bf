import { ApiKeyId, ApiKeyRow, CreateApiKey, CreatedApiKey, Done } from '@tributary/contracts'
import { createApiKey, listApiKeys, revokeApiKey } from '@tributary/use-cases/api-keys/manage-api-keys'
import { may, router } from '../trpc.ts'

const manage = may('apiKeys.manage')

export const apiKeysRouter = router({
  list: manage.output(ApiKeyRow.array()).query(({ ctx }) => listApiKeys(ctx)),
  create: manage
    .input(CreateApiKey)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  revoke: manage
    .input(ApiKeyId)
    .output(Done)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
})
