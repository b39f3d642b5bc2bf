export { PERMISSIONS, type Permission, ROLES, type Role } from '@tributary/access/lists'
export * from '@tributary/leads/lists'
export * from '@tributary/ledger/lists'
export {
  GRADES,
  type Grade,
  SCORE_BANDS,
  type ScoreBand,
  type ScoringGroup,
  TEMPERATURES,
  type Temperature,
  URGENCIES,
  type Urgency,
} from '@tributary/scoring/lists'
