import { API_REFUSALS, type OpenApiDocument } from '@tributary/contracts'

type Json = Readonly<Record<string, unknown>>

const escape = (text: string): string =>
  text.replace(
    /[&<>"]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!,
  )

const wordOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? `${value}` : ''

/** Text with `code` marked as such. */
const prose = (text: unknown): string => escape(wordOf(text)).replace(/`([^`]+)`/g, '<code>$1</code>')

const plain = (schema: Json): Json =>
  ((schema['anyOf'] as Json[] | undefined)?.find((each) => each['type'] !== 'null') ?? schema) as Json

const typeOf = (schema: Json): string => {
  const { type, maxLength, enum: words, const: only, items } = plain(schema) as Record<string, unknown>
  if (only !== undefined) return JSON.stringify(only)
  if (Array.isArray(words)) return words.join(' | ')
  if (type === 'array') return `list of ${typeOf((items ?? {}) as Json)}`
  return `${type === 'string' ? 'text' : wordOf(type) || 'any'}${maxLength ? `, at most ${wordOf(maxLength)}` : ''}`
}

const fieldRows = (schema: Json, prefix = ''): string => {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>
  const required = new Set((schema['required'] ?? []) as string[])
  return Object.entries(properties)
    .map(([name, property]) => {
      const inner = plain(property)
      const own = `<tr><th scope="row"><code>${escape(prefix + name)}</code></th><td>${escape(typeOf(property))}</td><td>${required.has(name) ? 'required' : ''}</td><td>${prose(inner['description'] ?? property['description'])}</td></tr>`
      return inner['properties'] ? own + fieldRows(inner, `${prefix}${name}.`) : own
    })
    .join('')
}

const table = (caption: string, head: readonly string[], rows: string, of = ''): string =>
  `<div class="wide" tabindex="0" role="region" aria-label="${escape(of ? `${caption}: ${of}` : caption)}"><table><caption>${escape(caption)}</caption><thead><tr>${head.map((each) => `<th scope="col">${escape(each)}</th>`).join('')}</tr></thead><tbody>${rows}</tbody></table></div>`

const parameterRows = (parameters: readonly Json[]): string =>
  parameters
    .map(
      (each) =>
        `<tr><th scope="row"><code>${escape(String(each['name']))}</code></th><td>${escape(String(each['in']))}</td><td>${each['required'] ? 'required' : ''}</td><td>${prose(each['description'])}</td></tr>`,
    )
    .join('')

const schemaNamed = (document: OpenApiDocument, holder: unknown): Json => {
  const { content } = holder as { content?: { 'application/json': { schema: { $ref: string } } } }
  const name = content?.['application/json'].schema.$ref.split('/').at(-1) ?? ''
  return (document.components.schemas as Record<string, Json>)[name] ?? {}
}

const operation = (document: OpenApiDocument, method: string, path: string, about: Json): string => {
  const responses = about['responses'] as Record<string, Json>
  const good = Object.entries(responses).filter(([code]) => Number(code) < 300)
  const id = String(about['operationId'])
  const summary = String(about['summary'])
  const body = about['requestBody']
  return `<section aria-labelledby="${id}"><h2 id="${id}">${escape(summary)}</h2>
<p class="route"><b>${method.toUpperCase()}</b> <code>${escape(path)}</code></p><p>${prose(about['description'])}</p>
${table('Parameters', ['Name', 'In', 'Needed', 'Meaning'], parameterRows(about['parameters'] as Json[]), summary)}
${body ? table('Body', ['Field', 'Type', 'Needed', 'Meaning'], fieldRows(schemaNamed(document, body)), summary) : ''}
${table(`Answer (${good.map(([code]) => code).join(', ')})`, ['Field', 'Type', 'Needed', 'Meaning'], fieldRows(schemaNamed(document, good[0]![1])), summary)}
</section>`
}

const example = {
  campaign_id: 'spring-offer',
  source: 'landing-page',
  contact: { firstName: 'Divya', lastName: 'Rao', email: 'divya@example.com', phone: '+1-555-123-4567' },
  lead_details: { service_interest: 'Heat pump service', urgency: 'High (Same day)' },
  form_metadata: { consent_given: true },
}

const snippets = (server: string): string => {
  const body = JSON.stringify(example, null, 2)
  const curl = `curl -X POST ${server}/v1/api/leads \\\n  -H 'Content-Type: application/json' \\\n  -H 'X-Campaign-Token: ct_…' \\\n  -H 'Idempotency-Key: 7f3c…' \\\n  -d '${body}'`
  const fetching = `const answer = await fetch('${server}/v1/api/leads', {\n  method: 'POST',\n  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },\n  body: JSON.stringify(${body.replaceAll('\n', '\n  ')}),\n})\nconst { lead_id, status_token } = await answer.json()`
  const script = `<script src="${server}/t.js" defer></script>\n<form data-tributary-campaign="spring-offer">\n  <input name="firstName" required>\n  <input name="lastName" required>\n  <input name="email" type="email" required>\n  <button>Send</button>\n</form>`
  return [
    ['With curl', curl],
    ['With fetch, on a page whose origin is on the list of the campaign', fetching],
    ['With the tracker: any form of your page', script],
  ]
    .map(([title, code]) => `<h3>${escape(title!)}</h3><pre tabindex="0"><code>${escape(code!)}</code></pre>`)
    .join('')
}

const refusals = (): string =>
  Object.entries(API_REFUSALS)
    .flatMap(([code, all]) =>
      all.map(
        ([name, text]) =>
          `<tr><th scope="row">${code}</th><td><code>${name}</code></td><td>${prose(text)}</td></tr>`,
      ),
    )
    .join('')

const STYLE = `:root{color-scheme:light dark;--ink:#1c2024;--soft:#5b6470;--line:#d9dee4;--paper:#fff;--card:#f5f7f9;--accent:#0b62c4}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#a4adb8;--line:#333a42;--paper:#14171a;--card:#1d2126;--accent:#7ab8ff}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
main{max-width:62rem;margin:0 auto;padding:2.5rem 1.25rem 5rem}h1{font-size:1.9rem;margin:0 0 .5rem}h2{margin:3rem 0 .25rem}
a{color:var(--accent)}code,pre{font:.86em/1.5 ui-monospace,monospace}pre{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:1rem;overflow:auto}
.route code{font-size:1rem;overflow-wrap:anywhere}.route b{color:var(--accent)}.wide{overflow-x:auto;margin:1rem 0}table{border-collapse:collapse;width:100%;font-size:.92rem}
caption{text-align:left;font-weight:600;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--line);font-weight:400}
thead th{color:var(--soft)}:focus-visible{outline:2px solid var(--accent);outline-offset:2px}`

/** The API page that people read, drawn from the document that programs read. */
export const apiPage = (document: OpenApiDocument): string => {
  const server = document.servers[0]!.url
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, about]) => operation(document, method, path, about as Json)),
    )
    .join('')
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(document.info.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escape(document.info.title)}</h1><p>${prose(document.info.description)} The same as a document for programs: <a href="/v1/openapi.json">openapi.json</a>.</p>
${operations}<section aria-labelledby="try"><h2 id="try">Try it</h2>${snippets(server)}</section>
<section aria-labelledby="errors"><h2 id="errors">What can go wrong</h2><p>Every error has the same body: <code>success</code>, <code>error</code>, <code>message</code>, <code>field</code> and <code>code</code>.</p>
${table('Errors', ['Status', 'Code', 'Meaning'], refusals())}</section></main></body></html>`
}
