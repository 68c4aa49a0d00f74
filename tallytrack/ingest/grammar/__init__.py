"""A grammar over marked words: from a text to its numbers, each with what it counts.

The text flows through small pure steps:

    lookalikes  text -> text: letters that only look Cyrillic
    words       text -> tokens: words, digits, dates, signs, line ends
    marking     tokens -> marks: what each word or phrase does in a report (lexicon)
    numerals    marks -> marks: digits and number words become numbers
    singles     marks -> marks: a noun that counts one, as in `втратив танк`
    calendar    marks -> marks: days, months, periods (calendar_names, war, calendar_spans,
                calendar_months)
    sentences   marks -> sentences, each within its line and its list
    joining     a sentence -> which number counts which category (nouns, led, companions)
    measures    a sentence -> total or delta, and over how many days (cues, parts, rising,
                turns)
    belonging   a sentence -> whose tally it is, or why it is not the source's (speakers, doubts,
                deeds, air)
    weighing    sentences -> the same, with the tones that only other sentences give (sizes,
                bracketing, attribution)
    dating      sentences -> the report's day, and the day of each figure (stretches, placing,
                pointing)
    claims      all of it -> figures without a document, and the unread

`reading` runs them; `entries` reads the plain lines of an official post without them, and `edges`
tells its list from the title above and the stories below.
"""
