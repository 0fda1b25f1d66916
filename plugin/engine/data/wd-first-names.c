/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-first-names.h"

#include <string.h>

/* In the order of strcmp(), without accents. Shorter ones than four letters count as common without
 * a list. */
static const char *const names[] = {
	"adam",        "adrian",     "ahmed",     "aiko",       "alan",      "albert",
	"alena",       "alex",       "alexa",     "alexander",  "alexandra", "alexandre",
	"alexei",      "alfred",     "alice",     "alicia",     "alina",     "alisa",
	"allan",       "alma",       "amanda",    "amelia",     "amina",     "amir",
	"anastasia",   "anders",     "andre",     "andrea",     "andreas",   "andrei",
	"andres",      "andrew",     "andy",      "angela",     "angelika",  "angelo",
	"anil",        "anita",      "anja",      "anke",       "anna",      "anne",
	"annette",     "annika",     "anthony",   "anton",      "antonio",   "arash",
	"armin",       "arne",       "arnold",    "arthur",     "artur",     "astrid",
	"axel",        "barbara",    "bart",      "bastian",    "beate",     "beatrice",
	"benjamin",    "bernard",    "bernd",     "bernhard",   "bert",      "bettina",
	"bill",        "birgit",     "bjorn",     "boris",      "brandon",   "brenda",
	"brian",       "bruce",      "bruno",     "camille",    "carina",    "carl",
	"carla",       "carlo",      "carlos",    "carmen",     "carol",     "carolina",
	"caroline",    "catherine",  "cathy",     "cecilia",    "celine",    "charles",
	"charlie",     "charlotte",  "chen",      "chiara",     "chloe",     "chris",
	"christa",     "christian",  "christina", "christine",  "christof",  "christoph",
	"christopher", "cindy",      "claire",    "clara",      "claude",    "claudia",
	"claudio",     "claus",      "clemens",   "cody",       "conny",     "cornelia",
	"craig",       "damian",     "daniel",    "daniela",    "danny",     "dario",
	"dave",        "david",      "dean",      "deborah",    "denis",     "denise",
	"dennis",      "diana",      "diego",     "dieter",     "dietmar",   "dirk",
	"dmitri",      "dmitry",     "dominik",   "donald",     "donna",     "dora",
	"doris",       "dorothea",   "douglas",   "dylan",      "eddie",     "edgar",
	"edith",       "eduard",     "eduardo",   "edward",     "edwin",     "elena",
	"eleonora",    "elias",      "elisa",     "elisabeth",  "elizabeth", "ella",
	"ellen",       "elsa",       "emil",      "emilia",     "emily",     "emma",
	"eric",        "erica",      "erik",      "erika",      "erwin",     "esther",
	"eugen",       "eugene",     "evelyn",    "fabian",     "fabio",     "fatima",
	"felix",       "ferdinand",  "fernando",  "filip",      "florian",   "francesca",
	"francesco",   "francis",    "francisco", "frank",      "franz",     "fred",
	"frederic",    "frederik",   "friedrich", "fritz",      "gabriel",   "gabriela",
	"gary",        "georg",      "george",    "georgia",    "gerald",    "gerard",
	"gerd",        "gerhard",    "giovanni",  "gisela",     "giulia",    "giuseppe",
	"gloria",      "gordon",     "grace",     "greg",       "gregor",    "gregory",
	"guenter",     "guido",      "gunnar",    "gunther",    "gustav",    "hana",
	"hanna",       "hannah",     "hannes",    "hans",       "harald",    "harold",
	"harry",       "hassan",     "heather",   "heidi",      "heike",     "heiko",
	"heinrich",    "heinz",      "helen",     "helena",     "helga",     "helmut",
	"henning",     "henri",      "henrik",    "henry",      "herbert",   "hermann",
	"holger",      "horst",      "hubert",    "hugo",       "ibrahim",   "igor",
	"ilona",       "ilse",       "ines",      "inga",       "inge",      "ingo",
	"ingrid",      "irene",      "irina",     "iris",       "isaac",     "isabel",
	"isabella",    "ivan",       "ivana",     "jack",       "jackie",    "jacob",
	"jacques",     "jakob",      "jakub",     "james",      "jamie",     "jana",
	"jane",        "janet",      "janina",    "jared",      "jasmin",    "jason",
	"javier",      "jean",       "jeff",      "jeffrey",    "jenny",     "jens",
	"jeremy",      "jerome",     "jerry",     "jessica",    "jill",      "jimmy",
	"joachim",     "joan",       "joanna",    "jochen",     "joel",      "joerg",
	"johan",       "johann",     "johanna",   "johannes",   "john",      "johnny",
	"jonas",       "jonathan",   "jordan",    "jorge",      "jose",      "josef",
	"joseph",      "joshua",     "juan",      "judith",     "judy",      "juergen",
	"julia",       "julian",     "juliane",   "julie",      "julien",    "juliet",
	"julio",       "jurgen",     "justin",    "justus",     "karen",     "karim",
	"karin",       "karina",     "karl",      "karla",      "karsten",   "kate",
	"katharina",   "katherine",  "kathrin",   "kathy",      "katja",     "katrin",
	"keith",       "kelly",      "kenneth",   "kerstin",    "kevin",     "kimberly",
	"klara",       "klaus",      "konrad",    "konstantin", "kris",      "kristin",
	"kristina",    "kurt",       "kyle",      "lara",       "larry",     "lars",
	"laura",       "lauren",     "laurent",   "lena",       "leon",      "leonard",
	"leonardo",    "leonie",     "liam",      "lili",       "lily",      "linda",
	"lisa",        "lorena",     "lorenz",    "lothar",     "louis",     "louise",
	"luca",        "lucas",      "lucia",     "lucy",       "ludwig",    "luis",
	"luise",       "luka",       "lukas",     "luke",       "lydia",     "magda",
	"magdalena",   "malte",      "manfred",   "manuel",     "manuela",   "marc",
	"marcel",      "marcin",     "marco",     "marcos",     "marcus",    "margaret",
	"margarita",   "margit",     "maria",     "marian",     "marianne",  "marie",
	"marina",      "mario",      "marion",    "mark",       "marko",     "markus",
	"marlene",     "marta",      "martha",    "martin",     "martina",   "mary",
	"mateo",       "mathias",    "matt",      "matteo",     "matthew",   "matthias",
	"maurice",     "maximilian", "maya",      "megan",      "mehmet",    "melanie",
	"melissa",     "michael",    "michaela",  "michal",     "michel",    "michele",
	"michelle",    "miguel",     "mikael",    "mike",       "mikhail",   "mila",
	"milan",       "mira",       "miriam",    "mohamed",    "mohammed",  "mona",
	"monica",      "monika",     "moritz",    "muhammad",   "mustafa",   "nadia",
	"nadine",      "nadja",      "nancy",     "natalia",    "natalie",   "natasha",
	"nathan",      "neil",       "nick",      "nicola",     "nicolas",   "nicole",
	"niels",       "nikita",     "niklas",    "nikola",     "nikolai",   "nils",
	"nina",        "noah",       "nora",      "norbert",    "norman",    "oleg",
	"olga",        "oliver",     "olivia",    "olivier",    "omar",      "oscar",
	"oskar",       "otto",       "pablo",     "pamela",     "paola",     "paolo",
	"pascal",      "patricia",   "patrick",   "paul",       "paula",     "paulina",
	"pavel",       "pedro",      "peggy",     "peter",      "petra",     "phil",
	"philip",      "philipp",    "philippe",  "pierre",     "piotr",     "rachel",
	"rafael",      "rainer",     "ralf",      "ralph",      "ramona",    "raphael",
	"raymond",     "rebecca",    "regina",    "reinhard",   "renate",    "rene",
	"ricardo",     "richard",    "rick",      "rita",       "robert",    "roberta",
	"roberto",     "robin",      "rodrigo",   "roger",      "roland",    "rolf",
	"roman",       "ronald",     "rosa",      "rose",       "rudi",      "rudolf",
	"russell",     "ruth",       "ryan",      "sabine",     "sabrina",   "sally",
	"samantha",    "samuel",     "sandra",    "sandy",      "santiago",  "sara",
	"sarah",       "sascha",     "saskia",    "scott",      "sean",      "sebastian",
	"selina",      "serge",      "sergei",    "sergey",     "sergio",    "shane",
	"sharon",      "sheila",     "sigrid",    "silke",      "silvia",    "simon",
	"simona",      "simone",     "sofia",     "sonia",      "sonja",     "sophia",
	"sophie",      "stacy",      "stan",      "stefan",     "stefanie",  "stephan",
	"stephanie",   "stephen",    "steve",     "steven",     "stuart",    "susan",
	"susanne",     "suse",       "suzanne",   "sven",       "svetlana",  "sylvia",
	"tamara",      "tanja",      "tanya",     "tara",       "tatiana",   "teresa",
	"terry",       "thea",       "theo",      "theodor",    "theresa",   "thomas",
	"thorsten",    "tiffany",    "tilo",      "timo",       "timothy",   "tina",
	"tobias",      "todd",       "tomas",     "tommy",      "tony",      "torben",
	"torsten",     "tracy",      "travis",    "tristan",    "tyler",     "ulrich",
	"ulrike",      "ursula",     "valentin",  "valentina",  "valerie",   "vanessa",
	"vera",        "verena",     "veronica",  "veronika",   "victor",    "victoria",
	"viktor",      "viktoria",   "vincent",   "viola",      "virginia",  "vladimir",
	"volker",      "walter",     "wanda",     "wayne",      "wendy",     "werner",
	"wilhelm",     "will",       "william",   "willy",      "winfried",  "wolfgang",
	"xavier",      "yana",       "yann",      "yasmin",     "yusuf",     "yves",
	"yvonne",      "zoltan",
};

/**
 * wd_first_names_has:
 * @name: in lower case, without accents
 *
 * Returns: whether @name is a given name that so many people bear that sharing it means nothing
 */
gboolean
wd_first_names_has(const char *name)
{
	gsize from = 0;
	gsize to = G_N_ELEMENTS(names);

	while (from < to) {
		gsize middle = (from + to) / 2;
		int order = strcmp(name, names[middle]);

		if (order == 0)
			return TRUE;
		if (order < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return FALSE;
}

/**
 * wd_first_names_get:
 * @n_names: (out): how many
 *
 * Returns: (transfer none) (array length=n_names): all of them, for a test of their order
 */
const char *const *
wd_first_names_get(gsize *n_names)
{
	*n_names = G_N_ELEMENTS(names);
	return names;
}
