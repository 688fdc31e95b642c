// What may leave this machine of what a caller said.
// In: a text, its language, what the call knows of people. Out: the text with placeholders for names, telephones, dates, numbers, addresses.
// Must not know: the model, the network.
export { type Mask, type MaskedText, maskText } from './mask-text.ts'
