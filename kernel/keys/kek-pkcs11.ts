import { fail } from '../contract/result.ts'

/**
 * PKCS#11 is declared, not built: no binding is among the dependencies, and none was tested on this project's
 * machines. A node configured for it does not start, rather than fall back to a file.
 */
export function refusePkcs11(location: {
  readonly modulePath: string | undefined
  readonly keyLabel: string
}): ReturnType<typeof fail> {
  const configured =
    location.modulePath === undefined ? 'no module is configured' : `module ${location.modulePath}`
  return fail(
    'keys.pkcs11-unsupported',
    `the key-encryption key cannot be kept in a PKCS#11 token by this version (${configured}, key ${location.keyLabel}); use a systemd credential or a file`,
    'source',
  )
}
