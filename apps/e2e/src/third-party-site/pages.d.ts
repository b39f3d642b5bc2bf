export type SiteOptions = {
  /** Where Tributary runs. */
  readonly tributary: string
  readonly campaign: string
  readonly token?: string
}
/** A website of somebody else with two forms: one in the page, one that a script adds later. */
export declare const sitePages: (options: SiteOptions) => Readonly<Record<string, string>>
