import {
  AssignLeads,
  CountLeads,
  CreatedLead,
  CreateLead,
  EditLead,
  LeadCount,
  LeadDetail,
  LeadFilterChoices,
  LeadPage,
  LeadRef,
  LeadsChanged,
  ListLeads,
  LogActivity,
  MoveLeads,
  ReadTimeline,
  RemoveLeads,
  RestoreLeads,
  ReviewLeads,
  SetNextStep,
  Timeline,
  UndoChange,
} from '@tributary/contracts'
import { assignLeads } from '@tributary/use-cases/leads/assign-leads'
import { createLead } from '@tributary/use-cases/leads/create-lead'
import { editLead } from '@tributary/use-cases/leads/edit-lead'
import { readFilterChoices } from '@tributary/use-cases/leads/filter-choices'
import { logActivity } from '@tributary/use-cases/leads/log-activity'
import { moveLeads } from '@tributary/use-cases/leads/move-leads'
import { readLead } from '@tributary/use-cases/leads/read-lead'
import { countLeads, listLeads } from '@tributary/use-cases/leads/read-leads'
import { readTimeline } from '@tributary/use-cases/leads/read-timeline'
import { removeLeads, restoreLeads } from '@tributary/use-cases/leads/remove-leads'
import { reviewLeads } from '@tributary/use-cases/leads/review-leads'
import { setNextStep } from '@tributary/use-cases/leads/set-next-step'
import { undoChange } from '@tributary/use-cases/leads/undo-change'
import { may, router } from '../trpc.ts'

const read = may('leads.read')
// Whose leads somebody may change is looked at lead by lead.
const write = may('leads.write.own')
const remove = may('leads.delete')

export const leadsRouter = router({
  list: read
    .input(ListLeads)
    .output(LeadPage)
    .query(({ ctx, input }) => listLeads(ctx, input)),
  count: read
    .input(CountLeads)
    .output(LeadCount)
    .query(({ ctx, input }) => countLeads(ctx, input)),
  choices: read.output(LeadFilterChoices).query(({ ctx }) => readFilterChoices(ctx)),
  read: read
    .input(LeadRef)
    .output(LeadDetail)
    .query(({ ctx, input }) => readLead(ctx, input)),
  timeline: read
    .input(ReadTimeline)
    .output(Timeline)
    .query(({ ctx, input }) => readTimeline(ctx, input)),
  create: write
    .input(CreateLead)
    .output(CreatedLead)
    .mutation(({ ctx, input }) => createLead(ctx, input)),
  edit: write
    .input(EditLead)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => editLead(ctx, input)),
  review: write
    .input(ReviewLeads)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => reviewLeads(ctx, input)),
  move: write
    .input(MoveLeads)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => moveLeads(ctx, input)),
  assign: write
    .input(AssignLeads)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => assignLeads(ctx, input)),
  setNextStep: write
    .input(SetNextStep)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => setNextStep(ctx, input)),
  logActivity: write
    .input(LogActivity)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => logActivity(ctx, input)),
  remove: remove
    .input(RemoveLeads)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => removeLeads(ctx, input)),
  restore: remove
    .input(RestoreLeads)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => restoreLeads(ctx, input)),
  undo: write
    .input(UndoChange)
    .output(LeadsChanged)
    .mutation(({ ctx, input }) => undoChange(ctx, input)),
})
