/** What the person at the terminal can put right: the message says what is wrong and the way out. */
export class InputFault extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InputFault'
  }
}

/** The command line itself is wrong: unknown command or option, a value missing. */
export class UsageFault extends InputFault {
  constructor(message: string) {
    super(message)
    this.name = 'UsageFault'
  }
}
