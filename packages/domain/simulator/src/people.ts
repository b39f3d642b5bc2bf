import type { Random } from '@tributary/kernel'
import type { Company } from './companies.ts'
import { fictionalPhone } from './places.ts'

const firstNames: Readonly<Record<string, readonly string[]>> = {
  IN: (
    'Aarav Aditi Aditya Ajay Akshay Amit Amruta Ananya Aniket Anil Anita Anjali Arati Arvind Asha Ashwin Bhavana ' +
    'Chaitanya Chitra Darshan Deepa Deepak Devika Dinesh Gauri Geeta Girish Harish Hema Imtiaz Isha Jaya Jayesh ' +
    'Karan Kavya Kiran Lata Madhuri Mahesh Manish Manoj Mansi Milind Mohan Mukta Nandini Naveen Neha Nilesh Nisha ' +
    'Omkar Pallavi Pankaj Pooja Prachi Pradeep Pranav Prasad Priya Rahul Rajesh Rakesh Ramesh Rashmi Rekha Rishi ' +
    'Ritu Rohit Rutuja Sachin Salma Sameer Sandeep Sanjay Sarika Satish Shalini Shilpa Shruti Siddharth Smita ' +
    'Sonal Suhas Sunil Sunita Suresh Swati Tanvi Tushar Uma Varun Vidya Vinay Vishal Yash Zoya'
  ).split(' '),
  US: 'Aaron Amanda Brian Caleb Dana Elena Ethan Grace Hannah Jacob Karen Liam Maria Nathan Olivia Paula Ryan Sara Tyler'.split(
    ' ',
  ),
  GB: 'Alfie Beth Callum Daisy Eleanor Finlay Georgia Harry Imogen Jack Keira Louise Martin Niamh Oscar Poppy Rhys'.split(
    ' ',
  ),
}
const lastNames: Readonly<Record<string, readonly string[]>> = {
  IN: (
    'Acharya Agarwal Apte Bajaj Banerjee Bansal Bhat Bhatt Bhosale Chatterjee Chauhan Chavan Chopra Dalal Das Datta ' +
    'Desai Deshmukh Dixit Dubey Fernandes Gadgil Gaikwad Ghosh Gokhale Goyal Gupta Hegde Inamdar Jadhav Jain Kamat ' +
    'Kapoor Karve Kaur Khan Khanna Kelkar Krishnan Kumar Limaye Mahajan Mane Menon Mishra More Mukherjee Nadkarni ' +
    'Naik Nair Nambiar Natarajan Pai Pandey Parekh Patel Pathak Patwardhan Phadke Pillai Prabhu Raman Rane Ranade ' +
    'Reddy Sahasrabudhe Saxena Sethi Shah Sharma Shenoy Shetty Shinde Shukla Singh Sinha Sathe Srinivasan Subramanian ' +
    'Tambe Thakur Tiwari Trivedi Upadhyay Vaidya Varma Venkatesh Verma Wagh Yadav'
  ).split(' '),
  US: 'Adams Brooks Carter Diaz Evans Foster Garcia Hughes Jensen Keller Lopez Morgan Nolan Ortiz Parker Reyes Stone'.split(
    ' ',
  ),
  GB: "Ashworth Barker Clarke Davies Ellis Fletcher Green Hartley Iqbal Jenkins King Lewis Murray O'Neill Price Shaw".split(
    ' ',
  ),
}
const freeDomains: Readonly<Record<string, readonly string[]>> = {
  IN: ['gmail.com', 'gmail.com', 'gmail.com', 'yahoo.co.in', 'outlook.com', 'rediffmail.com', 'hotmail.com'],
  US: ['gmail.com', 'yahoo.com', 'outlook.com', 'icloud.com'],
  GB: ['gmail.com', 'hotmail.co.uk', 'outlook.com', 'icloud.com'],
}

export type Person = {
  readonly number: number
  readonly company: Company
  readonly firstName: string
  readonly lastName: string
  readonly businessEmail: string
  readonly freeEmail: string
  readonly phone: string | undefined
}

/** Counts people as they are met, so that no address and no number is ever given to two of them. */
export type Register = { people: number; readonly phones: Map<string, number> }

export const openRegister = (): Register => ({ people: 0, phones: new Map() })

const phoneFor = (register: Register, { city }: Company): string | undefined => {
  const line = city.country === 'IN' ? city.dial : city.country
  const n = register.phones.get(line) ?? 0
  register.phones.set(line, n + 1)
  return fictionalPhone(city, n)
}

/**
 * Names are counted through all pairs of a country's first and last names (for one last name, each turn takes the
 * next first name); after a round, a number in the address keeps namesakes apart.
 */
export const meetPerson = (register: Register, random: Random, company: Company): Person => {
  const number = register.people++
  const { country } = company.city
  const first = firstNames[country] ?? firstNames.IN!
  const last = lastNames[country] ?? lastNames.IN!
  const turn = Math.floor(number / last.length)
  const round = Math.floor(turn / first.length)
  const firstName = first[(turn + 31 * (number % last.length)) % first.length]!
  const lastName = last[number % last.length]!
  const plain = `${firstName}.${lastName}`.toLowerCase().replace("'", '')
  return {
    number,
    company,
    firstName,
    lastName,
    businessEmail: `${plain}${round > 0 ? round + 1 : ''}@${company.facts.domain}`,
    freeEmail: `${plain}.${(number * 7 + 1301).toString(36)}@${random.pick(freeDomains[country] ?? freeDomains.IN!)}`,
    phone: phoneFor(register, company),
  }
}
