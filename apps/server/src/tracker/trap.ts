const NAME = 'website_url'

/** A field that people neither see nor reach: who fills it in is a robot. A page may bring its own. */
export const setTrap = (form: HTMLFormElement): HTMLInputElement => {
  const own = form.querySelector<HTMLInputElement>('[data-tributary-trap]')
  if (own) return own
  const box = document.createElement('div')
  box.setAttribute('aria-hidden', 'true')
  // Set as a property: a style attribute would need leave from the page's security policy.
  box.style.cssText = 'position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden'
  const label = document.createElement('label')
  label.textContent = 'Website'
  const trap = document.createElement('input')
  trap.name = NAME
  trap.tabIndex = -1
  trap.autocomplete = 'off'
  trap.dataset['tributaryTrap'] = ''
  label.append(trap)
  box.append(label)
  form.append(box)
  return trap
}
