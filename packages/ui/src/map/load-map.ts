import { type GeoPath, type GeoProjection, geoAlbersUsa, geoEqualEarth, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'

export type MapScope = 'us' | 'world'

export type DrawnMap = {
  width: number
  height: number
  shapes: readonly { id: string; name: string; path: string }[]
  project: (longitude: number, latitude: number) => [number, number] | null
}

type Topology = Parameters<typeof feature>[0]

const ANTARCTICA = '010'

const featuresOf = (atlas: Topology, object: string) => {
  const geometry = atlas.objects[object]
  if (!geometry) throw new Error(`The atlas has no ${object}`)
  const shapes = feature(atlas, geometry)
  const features = shapes.type === 'FeatureCollection' ? shapes.features : [shapes]
  return features.filter((one) => String(one.id) !== ANTARCTICA)
}

const draw = (
  features: ReturnType<typeof featuresOf>,
  path: GeoPath,
  projection: GeoProjection,
  size: { width: number; height: number },
): DrawnMap => ({
  ...size,
  shapes: features.map((one) => ({
    id: String(one.id),
    name: String(one.properties?.['name'] ?? one.id),
    path: path(one) ?? '',
  })),
  project: (longitude, latitude) => projection([longitude, latitude]),
})

// The atlas of states comes already projected, by this very projection and into this very box.
const loadStates = async (): Promise<DrawnMap> => {
  const { default: atlas } = await import('us-atlas/states-albers-10m.json')
  const projection = geoAlbersUsa().scale(1300).translate([487.5, 305])
  const features = featuresOf(atlas as unknown as Topology, 'states')
  return draw(features, geoPath(null), projection, { width: 975, height: 610 })
}

const loadWorld = async (): Promise<DrawnMap> => {
  const { default: atlas } = await import('world-atlas/countries-110m.json')
  const size = { width: 975, height: 480 }
  const features = featuresOf(atlas as unknown as Topology, 'countries')
  const projection = geoEqualEarth().fitSize([size.width, size.height], {
    type: 'FeatureCollection',
    features,
  })
  return draw(features, geoPath(projection), projection, size)
}

const loaders = { us: loadStates, world: loadWorld } satisfies Record<MapScope, () => Promise<DrawnMap>>
const drawn = new Map<MapScope, Promise<DrawnMap>>()

/** Each map is fetched and drawn once, when it is first shown. */
export const loadMap = (scope: MapScope): Promise<DrawnMap> => {
  const known = drawn.get(scope)
  if (known) return known
  const loading = loaders[scope]()
  drawn.set(scope, loading)
  return loading
}
