export type SiteOptions = {
  /** Where Tributary runs. */
  readonly tributary: string
  readonly campaign: string
  readonly token?: string
}

const page = (
  { tributary, campaign, token }: SiteOptions,
  { consent = false, body = '', views = true },
) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Brightside Plumbing</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>window.tributary=window.tributary||function(){(tributary.q=tributary.q||[]).push(arguments)};
for (const name of ['sent','error','waiting']) addEventListener('tributary:'+name, (event) => { document.documentElement.dataset[name] = JSON.stringify(event.detail) })</script>
<script async src="${tributary}/t.js"${views ? ` data-campaign="${campaign}"` : ''}${token ? ` data-token="${token}"` : ''}${
  consent ? ' data-consent="required"' : ''
}></script>
</head><body><nav><a href="/">Home</a> <a href="/contact">Contact</a></nav>${body}</body></html>`

const contactForm = ({ campaign, token }: SiteOptions) => `
<h1>Contact us</h1>
<form id="contact" data-tributary-campaign="${campaign}"${token ? ` data-tributary-token="${token}"` : ''}>
  <p><label>First name <input name="first_name" required></label></p>
  <p><label>Last name <input name="last_name" required></label></p>
  <p><label>E-mail <input name="email" type="email" required></label></p>
  <p><label for="tel">Phone</label> <input id="tel" name="your-phone" type="tel"></p>
  <p><label>Company <input name="company"></label></p>
  <p><label>Service <select name="service"><option value="">Choose</option><option>Drain cleaning</option><option>Boiler service</option></select></label></p>
  <p><label>Message <textarea name="message"></textarea></label></p>
  <p hidden><label>Fax <input name="fax"></label></p>
  <p><label><input type="checkbox" name="consent" value="yes"> You may keep this</label></p>
  <button>Send</button>
</form>`

const callbackForm = ({ campaign }: SiteOptions) => `
<h1>We call you back</h1>
<div id="root"></div><button id="open" type="button">Call me back</button>
<p id="thanks" hidden>We will call you.</p>
<script>
document.getElementById('open').onclick = () => {
  const dialog = document.createElement('div')
  dialog.setAttribute('role', 'dialog'); dialog.setAttribute('aria-label', 'Call me back')
  dialog.innerHTML = '<form data-tributary-campaign="${campaign}" data-tributary-success="#thanks">' +
    '<label>Name <input name="name"></label> <label>E-mail <input name="email"></label> <label>Phone <input name="phone"></label> <button>Call me</button></form>'
  document.getElementById('root').append(dialog)
}
</script>`

/** A website of somebody else with two forms: one in the page, one that a script adds later. */
export const sitePages = (options: SiteOptions): Readonly<Record<string, string>> => ({
  '/': page(options, { body: '<h1>Pipes, drains and boilers</h1>' }),
  '/contact': page(options, { body: contactForm(options) }),
  '/callback': page(options, { body: callbackForm(options), views: false }),
  '/careful': page(options, { consent: true, body: contactForm(options) }),
})
