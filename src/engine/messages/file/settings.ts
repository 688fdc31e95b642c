import { strictShape } from '../../../scenarios/model/strict.ts'

/** `file` of messages.yaml: nothing to say. */
export const fileShape = strictShape({})
