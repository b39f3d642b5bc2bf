export {
  type ClassifyEmailDomain,
  createEmailDomainClassifier,
  type DomainCorrections,
} from './domains/classify-email-domain.ts'
export {
  createMxLookup,
  type DnsResolver,
  type LookUpMx,
  MX_OUTCOMES,
  type MxOutcome,
} from './domains/look-up-mx.ts'
export { invitationMail, passwordResetMail, verifyEmailMail } from './email/account-mails.ts'
export { connectionBrokenMail, testMail } from './email/connection-mails.ts'
export type { MailText } from './email/layout.ts'
export { type LeadInMail, leadAssignedMail, leadCapturedMail } from './email/lead-mails.ts'
export type { Mail, Sender, SendMail } from './email/mail.ts'
export { createMailbox, type Mailbox, type MailSummary, type StoredMail } from './email/mailbox.ts'
export { createSmtpMailer, type SmtpConfig, type SmtpMailer } from './email/smtp-mailer.ts'
export { type CountryOfIp, openCountryOfIp } from './geo/country-of-ip.ts'
export { createHttp, type HttpAnswer, type HttpRequest, maskSecrets, type SendHttp } from './http.ts'
export { OUTCOMES, type Outcome, type OutcomeKind } from './outcomes.ts'
export {
  type ParsePhone,
  PHONE_PROBLEMS,
  type Phone,
  type PhoneProblem,
  parsePhone,
} from './phone/parse-phone.ts'
export { type InternationalPhone, readInternationalPhone } from './phone/read-international.ts'
export { type LeadCard, leadCard, type SlackBlock, type SlackMessage } from './slack/lead-card.ts'
export { createSlack, type PostToSlack } from './slack/post-to-slack.ts'
export { maskSlackWebhookUrl, readSlackWebhookUrl } from './slack/webhook-url.ts'
