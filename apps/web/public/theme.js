// Runs before anything is painted, so that the page never flashes in the wrong theme.
;(() => {
  try {
    const look = JSON.parse(localStorage.getItem('tributary.look') || '{}')
    const { dataset } = document.documentElement
    if (look.theme === 'light' || look.theme === 'dark') dataset.theme = look.theme
    if (look.density === 'compact') dataset.density = look.density
  } catch {
    // Without storage the system's theme stands.
  }
})()
