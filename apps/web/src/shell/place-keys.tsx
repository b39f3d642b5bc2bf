import { useNavigate } from '@tanstack/react-router'
import { useMay } from '../session/session.ts'
import { PLACES, type Place } from './navigation.tsx'
import { useShortcut } from './shortcuts.ts'

const PlaceKey = ({ place }: { place: Place }) => {
  const navigate = useNavigate()
  useShortcut(`g ${place.key}`, `Go to ${place.label.toLowerCase()}`, 'Go to', () => {
    void navigate({ to: place.href })
  })
  return null
}

/** `G` and then the letter of a place. */
export const PlaceKeys = () => {
  const may = useMay()
  return PLACES.flatMap(({ places }) => places)
    .filter(({ needs }) => !needs || may.can(needs))
    .map((place) => <PlaceKey key={place.id} place={place} />)
}
