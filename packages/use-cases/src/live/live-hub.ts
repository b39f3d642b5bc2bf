import { LIVE, listen } from '@tributary/jobs'
import type { Product } from '../product.ts'

/** Called with a topic, or with nothing when some may have been missed. */
type Subscriber = (topic: string | null) => void

type Hub = {
  /** The subscriber is called with nothing as soon as it is sure that it hears. */
  readonly add: (organizationId: string, subscriber: Subscriber) => () => void
}

const hubs = new WeakMap<Product, Hub>()

/** One ear per process, however many screens are open; without a screen there is none. */
export const hubOf = (product: Product): Hub => {
  const known = hubs.get(product)
  if (known) return known
  const hub = openHub(product)
  hubs.set(product, hub)
  return hub
}

const openHub = (product: Product): Hub => {
  const byOrganization = new Map<string, Set<Subscriber>>()
  let ear: { close(): Promise<void> } | undefined
  let isListening = false
  const tell = (text: string): void => {
    const space = text.indexOf(' ')
    for (const subscriber of byOrganization.get(text.slice(0, space)) ?? []) subscriber(text.slice(space + 1))
  }
  const tellAll = (): void => {
    for (const subscribers of byOrganization.values()) for (const subscriber of subscribers) subscriber(null)
  }
  const open = () => {
    ear ??= listen({
      url: product.config.databaseUrl,
      topics: [LIVE],
      onText: (_topic, text) => tell(text),
      onListening: () => {
        isListening = true
        tellAll()
      },
      onError: (error) => product.log.warn({ error: String(error) }, 'the live ear was disturbed'),
    })
  }
  const close = async (): Promise<void> => {
    isListening = false
    const open = ear
    ear = undefined
    await open?.close()
  }
  product.onClose(close)
  return {
    add: (organizationId, subscriber) => {
      const subscribers = byOrganization.get(organizationId) ?? new Set()
      byOrganization.set(organizationId, subscribers)
      subscribers.add(subscriber)
      open()
      if (isListening) subscriber(null)
      return () => {
        subscribers.delete(subscriber)
        if (subscribers.size === 0) byOrganization.delete(organizationId)
        if (byOrganization.size === 0) void close()
      }
    },
  }
}
