import { describe, expect, it } from 'vitest'
import { deviceName } from './device-name.ts'

describe('naming a device', () => {
  it('says browser and system, also where browsers pretend to be each other', () => {
    expect(
      deviceName(
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
      ),
    ).toBe('Edge on Windows')
    expect(deviceName('Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0')).toBe(
      'Firefox on Linux',
    )
    expect(
      deviceName(
        'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1',
      ),
    ).toBe('Safari on iOS')
  })

  it('admits that it does not know', () => {
    expect(deviceName('curl/8.0')).toBe('Unknown device')
  })
})
