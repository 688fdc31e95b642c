import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of the package: the checkout, or where npm installed it. The examples that trucada ships lie in it. */
export function findPackageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

/** Where `npm ci` of a checkout has put what a first start would otherwise have to make: laid out as a data folder. */
export function findShippedData(): string {
  return join(findPackageFolder(), 'node_modules/.cache/trucada')
}

/** The version of trucada, of its package.json. */
export function readVersion(): string {
  const { version } = JSON.parse(readFileSync(join(findPackageFolder(), 'package.json'), 'utf8')) as { version: string }
  return version
}
