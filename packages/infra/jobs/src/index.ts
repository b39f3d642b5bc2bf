export { type Announce, LIVE, listen, openAnnouncer, type Topic, WAKE } from './announce.ts'
export { type JobName, type JobPayload, jobs } from './catalog.ts'
export {
  DEAD_QUEUE,
  installQueue,
  type JobGroup,
  openQueue,
  type Queue,
  type WorkFailure,
  type WorkGroup,
} from './queue.ts'
