/** What a member wants to be told, as it stands in the member's preferences; absent is yes. */
export type NotificationPreferences = { readonly ownLeadsByMail: boolean }

export const readPreferences = (preferences: unknown): NotificationPreferences => {
  const { notifications } = (preferences ?? {}) as { notifications?: { ownLeadsByMail?: unknown } }
  return { ownLeadsByMail: notifications?.ownLeadsByMail !== false }
}

export const wantsOwnLeads = ({ ownLeadsByMail }: NotificationPreferences): boolean => ownLeadsByMail
