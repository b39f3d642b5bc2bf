import { whyNot } from '@tributary/access'
import { AppError, type Permission, type Role } from '@tributary/contracts'

/** @throws FORBIDDEN with the words that also stand on the disabled button. */
export const requirePermission = (role: Role, permission: Permission): void => {
  const reason = whyNot(role, permission)
  if (reason !== undefined) throw new AppError('FORBIDDEN', reason)
}
