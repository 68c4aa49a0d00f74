"""A grammar over marked words: from a text to its numbers, each with what it counts.

The text flows through small pure steps:

    words      text -> tokens: words, digits, dates, signs, line ends
    marking    tokens -> marks: what each word or phrase does in a report
    numerals   marks -> marks: digits and number words become numbers
    calendar   marks -> marks: days, months, periods
    sentences  marks -> sentences, each within its line and its list
    joining    a sentence -> which number counts which category
    measures   a sentence -> total or delta, and over how many days
    belonging  a sentence -> whose tally it is, or why it is not the source's
    dating     sentences -> the report's day, and the day of each figure
    reading    all of it -> claims: figures without a document, and the unread
"""
