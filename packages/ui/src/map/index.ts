export * from './region-map.tsx'
