import { createHash } from 'node:crypto'

const light = `--bg:#f7f7f8;--surface:#fff;--line:#e4e4e8;--fg:#18181b;--muted:#52525b;--field:#8a8f9c;--primary:#2f55d4;--on-primary:#fff;--danger:#b42318;--danger-soft:#fef3f2;--success:#067647`
const dark = `--bg:#0e1014;--surface:#14161b;--line:#2a2e38;--fg:#e9eaee;--muted:#a3a8b4;--field:#686e7e;--primary:#7c9bff;--on-primary:#0b1020;--danger:#ff8a80;--danger-soft:#2e1614;--success:#5fd39a`

/** The colours and measures of the app, as one small sheet of its own: the form loads nothing but itself and `/t.js`. */
export const STYLES = `:root{color-scheme:light dark;${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.5 'Geist Variable',system-ui,-apple-system,'Segoe UI',sans-serif}
main{max-width:600px;margin:0 auto;padding:24px 16px 48px}
.card{background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:24px 20px}
.from{margin:0 0 12px;color:var(--muted);font-size:14px}
h1{margin:0 0 8px;font-size:24px;line-height:1.25;font-weight:600;letter-spacing:-.01em;overflow-wrap:anywhere}
.intro{margin:0 0 20px;color:var(--muted);white-space:pre-line;max-width:72ch;overflow-wrap:anywhere}
form{display:grid;gap:16px;margin-top:20px}
form[hidden],[hidden]{display:none}
.pair{display:grid;gap:16px}
label{display:block;margin-bottom:4px;font-size:14px;font-weight:500}
.optional{color:var(--muted);font-weight:400}
input,select,textarea,button{font:inherit;color:inherit}
input:not([type=checkbox]),select,textarea{width:100%;min-height:44px;padding:9px 12px;background:var(--surface);border:1px solid var(--field);border-radius:6px}
select{padding-left:8px}
textarea{display:block;resize:vertical}
:focus-visible{outline:2px solid var(--primary);outline-offset:2px}
[aria-invalid=true]{border-color:var(--danger)!important;box-shadow:inset 0 0 0 1px var(--danger)}
.box{display:flex;gap:10px;align-items:flex-start;margin:0;padding:6px 0;font-weight:400;color:var(--muted)}
.box input{flex:none;width:20px;height:20px;margin:1px 0 0;accent-color:var(--primary)}
.fault,[data-tributary-message]{margin:4px 0 0;color:var(--danger);font-size:14px}
[data-tributary-message][role=status]{color:var(--fg)}
.notice{margin:16px 0 0;padding:10px 12px;background:var(--danger-soft);color:var(--danger);border-radius:6px;font-size:14px}
button{min-height:44px;padding:9px 20px;background:var(--primary);color:var(--on-primary);border:0;border-radius:6px;font-weight:500;cursor:pointer}
form[aria-busy=true] button{opacity:.6;cursor:progress}
.trap{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
.thanks:focus{outline:none}
.thanks .intro{margin:0}
.thanks svg{display:block;width:32px;height:32px;margin-bottom:12px;color:var(--success)}
.embed{background:var(--surface)}
.embed main{padding:0}
.embed .card{border:0;padding:16px}
@media(min-width:560px){main{padding-top:56px}.card{padding:32px}.pair{grid-template-columns:1fr 1fr}button{justify-self:start}.embed main{padding-top:0}}`

/** What the security policy of the page allows this sheet by. */
export const STYLES_HASH = `sha256-${createHash('sha256').update(STYLES).digest('base64')}`
