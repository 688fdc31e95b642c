import { createWriteStream } from 'node:fs'
import { once } from 'node:events'

const SURNAMES = ['Kowalska', 'Nowak', 'Zając', 'Wójcik', 'Łuczak', 'Mróz', 'Śliwa', 'Żak', 'Ćwik', 'Pięta']
const GIVEN = ['Anna', 'Piotr', 'Ewa', 'Jan', 'Ola', 'Iga', 'Adam', 'Zofia']

/** Writes a list as a clinic's system might export it: most rows good, some duplicates, one in twelve with a fault. */
export const writeDirtyList = async (path: string, rows: number): Promise<void> => {
  const stream = createWriteStream(path)
  stream.write(
    'Nazwisko i imię;Telefon;Telefon 2;Data urodzenia;ID wizyty;Data wizyty;Godzina;Lekarz;Poradnia;Gabinet;Język;Uwagi\r\n',
  )
  for (let index = 0; index < rows; index++) {
    // One in forty is there already, as the row before.
    const person = index % 40 === 39 ? index - 1 : index
    const [surname, given] = [SURNAMES[person % SURNAMES.length], GIVEN[person % GIVEN.length]]
    const number = String(600_000_000 + ((person * 7919) % 9_999_999))
    const phone = [
      number,
      `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`,
      `+48${number}`,
      `48${number}`,
      `tel. ${number} (córka)`,
      `"${number}, 22${String(1_000_000 + (person % 8_999_999))}"`,
    ][index % 6]
    const faulty = index % 12 === 5 ? ['6,0E+08', '112', '12345', '', '700123456'][((index / 12) % 5) | 0] : phone
    const time = ['8.30', '09:00', '10:15:00', '14:00'][person % 4]
    const date = ['15.12.2030', '2030-12-16', '17/12/2030', '18 grudnia 2030'][person % 4]
    const note = index % 50 === 7 ? '"dwie\r\nlinie; i średnik"' : ''
    const line = `${surname} ${given}${person};${faulty};;${String(1 + (person % 28)).padStart(2, '0')}.03.19${40 + (person % 60)};w${person};${date};${time};Jan Nowak;Kardiologia;Lipowa 3;pl;${note}\r\n`
    if (!stream.write(line)) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'close')
}
