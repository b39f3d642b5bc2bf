export type Site = {
  /** As it stands on a campaign's list. */
  readonly origin: string
  readonly close: () => Promise<void>
}
/**
 * A website that knows nothing of Tributary but its snippet, on a port of its own: another origin, as in life. Its
 * security policy is strict about scripts from elsewhere and allows no style attributes.
 */
export declare const serveSite: (
  pagesOf: (origin: string) => Readonly<Record<string, string>>,
  tributary: string,
) => Promise<Site>
