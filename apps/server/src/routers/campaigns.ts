import {
  CampaignCapture,
  CampaignChanged,
  CampaignDetail,
  CampaignId,
  CampaignRow,
  CaptureChanged,
  ChangeCapture,
  CreateCampaign,
  DecideHeld,
  Done,
  HeldDecided,
  HeldPage,
  LeadsChanged,
  ListCampaigns,
  ListHeld,
  MoveCampaign,
  RemoveTestLead,
  TestSubmitted,
  UndoChange,
  UpdateCampaign,
} from '@tributary/contracts'
import { changeCapture } from '@tributary/use-cases/campaigns/change-capture'
import { createCampaign } from '@tributary/use-cases/campaigns/create-campaign'
import { deleteCampaign } from '@tributary/use-cases/campaigns/delete-campaign'
import { discardHeld, readHeldPage, releaseHeld } from '@tributary/use-cases/campaigns/held-submissions'
import { moveCampaign } from '@tributary/use-cases/campaigns/move-campaign'
import { listCampaigns, readCampaign } from '@tributary/use-cases/campaigns/read-campaigns'
import { readCapture } from '@tributary/use-cases/campaigns/read-capture'
import { rotateToken } from '@tributary/use-cases/campaigns/rotate-token'
import { removeTestLead, submitTest } from '@tributary/use-cases/campaigns/test-submission'
import { undoCampaign } from '@tributary/use-cases/campaigns/undo-campaign'
import { updateCampaign } from '@tributary/use-cases/campaigns/update-campaign'
import { may, router } from '../trpc.ts'

const read = may('campaigns.read')
const write = may('campaigns.write')
const release = may('captures.release')

export const campaignsRouter = router({
  list: read
    .input(ListCampaigns)
    .output(CampaignRow.array())
    .query(({ ctx, input }) => listCampaigns(ctx, input)),
  read: read
    .input(CampaignId)
    .output(CampaignDetail)
    .query(({ ctx, input }) => readCampaign(ctx, input)),
  create: write
    .input(CreateCampaign)
    .output(CampaignDetail)
    .mutation(({ ctx, input }) => createCampaign(ctx, input)),
  update: write
    .input(UpdateCampaign)
    .output(CampaignChanged)
    .mutation(({ ctx, input }) => updateCampaign(ctx, input)),
  move: write
    .input(MoveCampaign)
    .output(CampaignDetail)
    .mutation(({ ctx, input }) => moveCampaign(ctx, input)),
  remove: write
    .input(CampaignId)
    .output(Done)
    .mutation(({ ctx, input }) => deleteCampaign(ctx, input)),
  capture: read
    .input(CampaignId)
    .output(CampaignCapture)
    .query(({ ctx, input }) => readCapture(ctx, input)),
  changeCapture: write
    .input(ChangeCapture)
    .output(CaptureChanged)
    .mutation(({ ctx, input }) => changeCapture(ctx, input)),
  undo: write
    .input(UndoChange)
    .output(Done)
    .mutation(({ ctx, input }) => undoCampaign(ctx, input)),
  rotateToken: write
    .input(CampaignId)
    .output(CampaignCapture)
    .mutation(({ ctx, input }) => rotateToken(ctx, input)),
  submitTest: write
    .input(CampaignId)
    .output(TestSubmitted)
    .mutation(({ ctx, input }) => submitTest(ctx, input)),
  removeTest: write
    .input(RemoveTestLead)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => removeTestLead(ctx, input)),
  held: release
    .input(ListHeld)
    .output(HeldPage)
    .query(({ ctx, input }) => readHeldPage(ctx, input)),
  releaseHeld: release
    .input(DecideHeld)
    .output(HeldDecided)
    .mutation(({ ctx, input }) => releaseHeld(ctx, input)),
  discardHeld: release
    .input(DecideHeld)
    .output(HeldDecided)
    .mutation(({ ctx, input }) => discardHeld(ctx, input)),
})
