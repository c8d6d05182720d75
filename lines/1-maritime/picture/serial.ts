import type { OpenSerial } from '@basinet/kernel/feeds'

/** Opens a serial device. The native module is loaded only when a feed has one. */
export const openSerialPort: OpenSerial = async (device, baudRate) => {
  const { SerialPort } = await import('serialport')
  const port = new SerialPort({ path: device, baudRate, autoOpen: false })
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error === null ? resolve() : reject(error)))
  })
  return port
}
