/** The only hosts an incoming webhook of Slack lives on; the address itself is the credential. */
const SLACK_HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com']

/** The parsed address, or null when it is not an incoming webhook of Slack over https and nothing else. */
export const readSlackWebhookUrl = (url: string): URL | null => {
  const parsed = URL.parse(url)
  if (parsed === null || url.length > 500) return null
  const plain =
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === '' &&
    parsed.search === '' &&
    parsed.hash === ''
  const isHook = /^\/services\/[\w/-]+$/.test(parsed.pathname)
  return parsed.protocol === 'https:' && SLACK_HOSTS.includes(parsed.hostname) && plain && isHook
    ? parsed
    : null
}

/** How a webhook is shown and logged: `hooks.slack.com/…/1a2b` tells two of them apart and lets nobody post. */
export const maskSlackWebhookUrl = (url: string): string => {
  const parsed = readSlackWebhookUrl(url)
  return parsed === null ? '***' : `${parsed.hostname}/…/${parsed.pathname.slice(-4)}`
}
