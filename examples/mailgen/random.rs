//! Chance that is the same everywhere, and the words and letters drawn by it.

/// splitmix64: small, and the same on every machine.
pub struct Random(pub u64);

/// What people and machines write to one another on a working day.
const SENTENCES: [&str; 40] = [
    "The meeting has moved to Thursday because two of us are at the conference.",
    "I have put the minutes into the shared folder, next to those of last month.",
    "Can you look at the second page before it goes to the printer?",
    "The train was half an hour late again and the connection had gone.",
    "We still have three places for the walk along the river on Saturday.",
    "Robin, the garden needs watering while we are away in August.",
    "Your parcel was handed to the driver this morning and comes between ten and two.",
    "Here is the link to the album: https://photos.mail.example/a/9f2c71d0?key=b3",
    "The builder says that the roof will hold another winter, but not two.",
    "From here on the list is shorter, and the last column is empty.",
    "Nobody has the key to the hall, so we met in the caf\u{e9} across the road.",
    "The invoice of 14 April is paid; the next one falls due at the end of May.",
    "Mum is better and sends her love; she starts to complain about the food, a good sign.",
    "If it rains we play indoors, and somebody brings the small net.",
    "The choir sings the Faur\u{e9} on the 12th and needs two more basses.",
    "I cannot open the spreadsheet on this machine, so I printed the old one.",
    "The council has put up a new bus shelter where the old one burnt down.",
    "It costs \u{a3}48.20 for both of us with the railcard, or \u{a3}61 without.",
    "The software update is rolled out tonight; expect a short break after eleven.",
    "She has written a very funny piece about the geese in the park.",
    "The numbers for the quarter look better than those of last year.",
    "There are 23 of us now, which is too many for the upstairs room.",
    "Please bring your own cup, as there were not enough last time.",
    "The dog ate the second half of the manuscript, or so he says.",
    "I will be in Leeds on Monday and in the office again on Wednesday.",
    "The boiler makes that noise again; the man comes on Friday before noon.",
    "Two of the four students have chosen their subject, the others hesitate.",
    "The article is at the proofreader's and should be back within a week.",
    "He left the committee in spring, and nobody has followed him so far.",
    "Our order of paint has arrived in the wrong colour, for the second time.",
    "The recipe takes twice the butter that anybody would think right.",
    "We were nine at table and the cat made ten.",
    "The concert starts at half past seven, doors open at seven.",
    "I read your draft on the train and scribbled all over it, as you asked.",
    "The bank has changed its opening hours and now closes at three.",
    "They found the ring behind the skirting board after eleven years.",
    "The forecast is dry until Sunday, then wind from the west.",
    "Kim asks whether the tent may stay in your garage until June.",
    "The bicycle needs a new chain, and the brakes want looking at.",
    "So far so good, and thanks again for the lift.",
];

const WORDS: [&str; 24] = [
    "the", "meeting", "of", "our", "garden", "report", "train", "and", "market", "river",
    "invoice", "number", "for", "weekend", "school", "with", "paint", "order", "from", "kitchen",
    "budget", "to", "holiday", "plan",
];

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn chance(&mut self, share: f64) -> bool {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64 <= share
    }

    /// A line of words.
    pub fn words(&mut self, count: usize) -> String {
        (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect::<Vec<_>>().join(" ")
    }

    /// Prose of about so many bytes, wrapped as mail programs wrap it.
    pub fn prose(&mut self, bytes: usize) -> String {
        let mut text = String::from("Hello Robin,\n\n");
        let mut column = 0;
        while text.len() < bytes {
            for word in SENTENCES[self.below(SENTENCES.len())].split(' ') {
                if column + word.len() > 74 {
                    text.push('\n');
                    column = 0;
                } else if column > 0 {
                    text.push(' ');
                }
                text.push_str(word);
                column += word.len() + 1;
            }
            if self.chance(0.25) {
                text.push_str("\n\n");
                column = 0;
            }
        }
        text.push_str("\n\nBest wishes\nKim\n");
        text
    }

    /// Letters of base64 in lines of 76.
    pub fn letters(&mut self, count: usize) -> String {
        const BASE64: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(count + count / 76 + 2);
        while text.len() < count {
            let mut bits = self.next();
            for _ in 0..10 {
                text.push(char::from(BASE64[(bits & 63) as usize]));
                bits >>= 6;
            }
            if text.len() % 77 >= 67 {
                let filled = text.len() % 77;
                (filled..76).for_each(|_| text.push('A'));
                text.push('\n');
            }
        }
        text
    }
}
