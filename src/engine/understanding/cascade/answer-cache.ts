/** Answers by question, the oldest forgotten first. */
export class AnswerCache<T> {
  readonly #answers = new Map<string, T>()
  readonly #size: number

  constructor(size: number) {
    this.#size = size
  }

  get(key: string): T | undefined {
    const answer = this.#answers.get(key)
    if (answer === undefined) return undefined
    // Used now: the last to be forgotten.
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    return answer
  }

  set(key: string, answer: T): void {
    this.#answers.delete(key)
    this.#answers.set(key, answer)
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > this.#size && oldest !== undefined) this.#answers.delete(oldest)
  }
}
