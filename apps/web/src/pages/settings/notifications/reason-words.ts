/** What the other side and our own records say in a word, as people say it. */
const WORDS: Readonly<Record<string, string>> = {
  demo: 'It is of the demo’s past: nobody is told of that.',
  action_prohibited: 'Slack’s admins do not allow this message.',
  channel_not_found: 'The Slack channel is gone.',
  channel_is_archived: 'The Slack channel is archived.',
  invalid_token: 'Slack does not know this address any more.',
  no_active_hooks: 'The webhook was switched off in Slack.',
  no_service: 'The webhook was removed in Slack.',
  no_team: 'Slack does not know this workspace.',
  team_disabled: 'The Slack workspace is switched off.',
  posting_to_general_channel_denied: 'Slack allows no messages in #general.',
  invalid_payload: 'Slack does not accept the message.',
  invalid_blocks: 'Slack does not accept the message.',
}

/** Why it is owed, or why it was not sent, as a sentence begins: `the lead came in` is `The lead came in`. */
export const reasonWords = (reason: string): string =>
  WORDS[reason] ?? `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`
