import { close, open, write } from 'node:fs'

/**
 * A file that lines are added to. A stream of Node does the same at several times the cost, and a server opens one for each call. One
 * write is under way at a time; what comes meanwhile goes with the next.
 */
export class AppendFile {
  /** Resolves when the system has made the file, or will not. */
  readonly isMade: Promise<void>
  readonly #onError: (error: Error) => void
  #descriptor: number | undefined
  #waiting = ''
  #onWritten: (() => void)[] = []
  #isBusy = true
  #isEnding = false
  #isClosed = false
  readonly #atEnd: (() => void)[] = []

  constructor(path: string, onError: (error: Error) => void) {
    this.#onError = onError
    this.isMade = new Promise(resolve => {
      open(path, 'a', 0o600, (error, descriptor) => {
        resolve()
        if (error) return this.#fail(error)
        this.#descriptor = descriptor
        this.#goOn()
      })
    })
  }

  /** Adds text, in order; `done` comes when the system has it. After an error or the end it is dropped. */
  write(text: string, done?: () => void): void {
    if (this.#isEnding || this.#isClosed) return
    this.#waiting += text
    if (done) this.#onWritten.push(done)
    if (!this.#isBusy) this.#goOn()
  }

  /** Closes the file after what waits is written; `done` comes also when it fails. */
  end(done?: () => void): void {
    if (this.#isClosed) return done?.()
    if (done) this.#atEnd.push(done)
    this.#isEnding = true
    if (!this.#isBusy) this.#goOn()
  }

  #goOn(): void {
    const descriptor = this.#descriptor
    this.#isBusy = false
    if (descriptor === undefined) return
    if (this.#waiting !== '') {
      const bytes = Buffer.from(this.#waiting)
      const done = this.#onWritten
      this.#waiting = ''
      this.#onWritten = []
      this.#isBusy = true
      this.#put(descriptor, bytes, 0, done)
    } else if (this.#isEnding) this.#close()
  }

  #put(descriptor: number, bytes: Buffer, from: number, done: readonly (() => void)[]): void {
    write(descriptor, bytes, from, bytes.length - from, null, (error, written) => {
      if (error) return this.#fail(error)
      if (from + written < bytes.length) return this.#put(descriptor, bytes, from + written, done)
      for (const tell of done) tell()
      this.#goOn()
    })
  }

  #fail(error: Error): void {
    this.#onError(error)
    this.#close()
  }

  #close(): void {
    this.#isClosed = true
    this.#waiting = ''
    const done = (): void => {
      for (const tell of this.#atEnd.splice(0)) tell()
    }
    const descriptor = this.#descriptor
    this.#descriptor = undefined
    if (descriptor === undefined) done()
    else close(descriptor, done)
  }
}
