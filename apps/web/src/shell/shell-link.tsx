import { Link } from '@tanstack/react-router'
import type { LinkComponent } from '@tributary/ui'

/** The router's link in the shape that the building blocks expect. */
export const ShellLink: LinkComponent = ({ href, ...rest }) => <Link to={href} {...rest} />
