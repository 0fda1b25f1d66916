/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "ui/wd-riddles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_CHOICES 5 /* of “which of these”: one in five is guessed, and two guesses are heard */
#define MAX_TERM  10

/* One of the two languages in which everything is said. */
typedef const char *(*Language)(const char *text);

/* What a riddle is made of; the same choices are made again for the second language. */
typedef struct {
	guint64 chance;
	Language say;
	GString *text;
	GPtrArray *answers;
	GPtrArray *decoys;
} Riddle;

static const char *const numbers[] = {
	N_("zero"),    N_("one"),     N_("two"),       N_("three"),    N_("four"),
	N_("five"),    N_("six"),     N_("seven"),     N_("eight"),    N_("nine"),
	N_("ten"),     N_("eleven"),  N_("twelve"),    N_("thirteen"), N_("fourteen"),
	N_("fifteen"), N_("sixteen"), N_("seventeen"), N_("eighteen"), N_("nineteen"),
	N_("twenty"),
};

/* Translators: five different words without articles, with spaces between them. Nothing has to be
 * translated literally; the sentence may be odd. */
static const char *const sentences[] = {
	N_("Green bicycles sleep under bridges"),
	N_("Seven friendly penguins carry umbrellas"),
	N_("Grandmother paints windows every Tuesday"),
	N_("Quiet rivers remember old songs"),
	N_("Paper boats cross wide kitchens"),
	N_("Nobody teaches clouds to whistle"),
	N_("Small lanterns follow curious foxes"),
	N_("Wooden clocks never eat breakfast"),
	N_("Tired sailors count silver buttons"),
	N_("Cold soup makes brave dentists"),
};

static const char *const positions[] = {N_("first"), N_("second"), N_("third"), N_("fourth")};

/* Translators: single words with semicolons between them; none may fit another group. */
static const struct {
	const char *group;
	const char *words;
} groups[] = {
	{N_("an animal"), N_("horse;rabbit;goose;squirrel;dolphin;camel")},
	{N_("something to eat"), N_("bread;cheese;potato;pancake;soup;rice")},
	{N_("a colour"), N_("green;yellow;purple;brown;blue;red")},
	{N_("a piece of furniture"), N_("table;chair;sofa;cupboard;bed;desk")},
	{N_("a part of the body"), N_("elbow;knee;shoulder;ankle;thumb;ear")},
	{N_("a musical instrument"), N_("violin;trumpet;drum;flute;guitar;piano")},
	{N_("something to wear"), N_("shirt;glove;sock;scarf;jacket;hat")},
	{N_("a vehicle"), N_("bicycle;tram;lorry;ferry;helicopter;tractor")},
};

/* Translators: a word, an equals sign, and every word that is its opposite, with | between them. */
static const char *const opposites[] = {
	N_("hot=cold"),
	N_("up=down"),
	N_("left=right"),
	N_("wet=dry"),
	N_("full=empty"),
	N_("black=white"),
	N_("early=late"),
	N_("heavy=light"),
	N_("open=closed|shut|close"),
	N_("day=night"),
	N_("north=south"),
	N_("winter=summer"),
};

static const char *const weekdays[] = {
	N_("Monday"),
	N_("Tuesday"),
	N_("Wednesday"),
	N_("Thursday"),
	N_("Friday"),
	N_("Saturday"),
	N_("Sunday"),
};

static const char *
in_english(const char *text)
{
	return text;
}

static const char *
in_persons_language(const char *text)
{
	return _(text);
}

/* SplitMix64: spreads the bits of a seed; the seed itself is what nobody can guess. */
static guint
choose(Riddle *riddle, guint n)
{
	guint64 z = riddle->chance += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
	return (guint)((z ^ (z >> 31)) % n);
}

static void
answer(Riddle *riddle, const char *word)
{
	g_ptr_array_add(riddle->answers, g_strdup(word));
}

static void
decoy(Riddle *riddle, const char *word)
{
	g_ptr_array_add(riddle->decoys, g_strdup(word));
}

/* {1} and {2}, in whatever order the language needs them. */
static void
ask(Riddle *riddle, const char *form, const char *first, const char *second)
{
	g_string_append(riddle->text, riddle->say(form));
	(void)g_string_replace(riddle->text, "{1}", first, 0);
	(void)g_string_replace(riddle->text, "{2}", second, 0);
}

static void
make_sum(Riddle *riddle)
{
	gboolean is_plus = choose(riddle, 2) == 0;
	guint first = 2 + choose(riddle, MAX_TERM - 1);
	guint second = 2 + choose(riddle, MAX_TERM - 1);
	guint larger = first + second;
	guint result = is_plus ? larger : second;
	g_autofree char *figure = g_strdup_printf("%u", result);

	/* Taken away from a sum, the first leaves the second: never less than nothing. */
	ask(riddle,
	    is_plus ? N_("How much is {1} plus {2}? A figure or a word will do.")
		    : N_("How much is {1} minus {2}? A figure or a word will do."),
	    riddle->say(numbers[is_plus ? first : larger]),
	    riddle->say(numbers[is_plus ? second : first]));
	answer(riddle, figure);
	answer(riddle, riddle->say(numbers[result]));
	for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
		if (i != first && i != second && i != larger)
			decoy(riddle, riddle->say(numbers[i]));
	}
}

static void
make_word(Riddle *riddle)
{
	const char *sentence = riddle->say(sentences[choose(riddle, G_N_ELEMENTS(sentences))]);
	guint position = choose(riddle, G_N_ELEMENTS(positions));
	g_auto(GStrv) words = g_strsplit(sentence, " ", -1);

	/* Translators: {1} is “second”, {2} a short sentence. */
	ask(riddle,
	    N_("Please write the {1} word of this sentence: {2}"),
	    riddle->say(positions[position]),
	    sentence);
	for (guint i = 0; words[i] != NULL; i++) {
		if (i == position)
			answer(riddle, words[i]);
		else
			decoy(riddle, words[i]);
	}
}

static char *
choose_word(Riddle *riddle, guint group)
{
	g_auto(GStrv) words = g_strsplit(riddle->say(groups[group].words), ";", -1);

	return g_strdup(words[choose(riddle, MAX(g_strv_length(words), 1))]);
}

static void
make_choice(Riddle *riddle)
{
	guint first = choose(riddle, G_N_ELEMENTS(groups));
	guint right = choose(riddle, N_CHOICES);
	g_autoptr(GString) list = g_string_new(NULL);

	for (guint i = 0; i < N_CHOICES; i++) {
		g_autofree char *word = choose_word(riddle, (first + i) % G_N_ELEMENTS(groups));

		g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", word);
		if (i == right)
			answer(riddle, word);
		else
			decoy(riddle, word);
	}
	/* Translators: {1} is “an animal”, {2} some words with commas. */
	ask(riddle,
	    N_("Which of these is {1}: {2}?"),
	    riddle->say(groups[(first + right) % G_N_ELEMENTS(groups)].group),
	    list->str);
}

static void
make_opposite(Riddle *riddle)
{
	const char *pair = riddle->say(opposites[choose(riddle, G_N_ELEMENTS(opposites))]);
	g_auto(GStrv) sides = g_strsplit(pair, "=", 2);
	g_auto(GStrv) others = g_strsplit(sides[1] != NULL ? sides[1] : "", "|", -1);

	/* Translators: {1} is a word such as “hot”. */
	ask(riddle, N_("What is the opposite of “{1}”?"), sides[0], "");
	for (guint i = 0; others[i] != NULL; i++)
		answer(riddle, others[i]);
}

static void
make_weekday(Riddle *riddle)
{
	guint today = choose(riddle, G_N_ELEMENTS(weekdays));
	guint next = (today + 1) % G_N_ELEMENTS(weekdays);

	/* Translators: {1} is a day of the week. */
	ask(riddle, N_("Which day comes after {1}?"), riddle->say(weekdays[today]), "");
	answer(riddle, riddle->say(weekdays[next]));
	for (guint i = 0; i < G_N_ELEMENTS(weekdays); i++) {
		if (i != today && i != next)
			decoy(riddle, riddle->say(weekdays[i]));
	}
}

typedef void (*Maker)(Riddle *riddle);

/* Those with the most variants stand more than once. */
static const Maker makers[] = {
	make_sum,
	make_word,
	make_choice,
	make_sum,
	make_word,
	make_choice,
	make_opposite,
	make_weekday,
};

static void
make(Riddle *riddle, guint64 seed, Language say)
{
	gsize len = riddle->text->len;

	riddle->chance = seed;
	riddle->say = say;
	if (len > 0)
		g_string_append_c(riddle->text, '\n');
	makers[choose(riddle, G_N_ELEMENTS(makers))](riddle);
}

/* A word that is right in one language may be wrong in the other: then it is right. */
static void
spare_answers(Riddle *riddle)
{
	for (guint i = riddle->decoys->len; i-- > 0;) {
		const char *word = g_ptr_array_index(riddle->decoys, i);

		for (guint j = 0; j < riddle->answers->len; j++) {
			if (g_ascii_strcasecmp(word, g_ptr_array_index(riddle->answers, j)) == 0) {
				g_ptr_array_remove_index(riddle->decoys, i);
				break;
			}
		}
	}
}

/**
 * wd_riddle_new:
 * @seed: any number; one that nobody can guess
 *
 * Returns: (transfer full): the question that belongs to @seed, in the person's language and, if
 * that is another, in English; the answer of either is right
 */
WdChallengeQuestion *
wd_riddle_new(guint64 seed)
{
	Riddle riddle = {.text = g_string_new(NULL)};
	WdChallengeQuestion *question;

	riddle.answers = g_ptr_array_new_with_free_func(g_free);
	riddle.decoys = g_ptr_array_new_with_free_func(g_free);
	make(&riddle, seed, in_persons_language);
	if (!g_str_equal(_("This is an automatic message."), "This is an automatic message."))
		make(&riddle, seed, in_english);
	spare_answers(&riddle);
	g_ptr_array_add(riddle.answers, NULL);
	g_ptr_array_add(riddle.decoys, NULL);
	question = wd_challenge_question_new(riddle.text->str,
					     (const char *const *)riddle.answers->pdata,
					     (const char *const *)riddle.decoys->pdata);
	g_string_free(riddle.text, TRUE);
	g_ptr_array_unref(riddle.answers);
	g_ptr_array_unref(riddle.decoys);
	return question;
}

static void
append_sentences(GString *text, const char *const *sentences_of_message, Language say)
{
	if (text->len > 0)
		g_string_append_c(text, '\n');
	for (guint i = 0; sentences_of_message[i] != NULL; i++)
		g_string_append_printf(
			text, "%s%s", i > 0 ? " " : "", say(sentences_of_message[i]));
}

/* English always: another Warden, and whoever reads no other language, must understand it. */
static char *
say_twice(const char *const *sentences_of_message)
{
	g_autoptr(GString) english = g_string_new(NULL);
	GString *text = g_string_new(NULL);

	append_sentences(english, sentences_of_message, in_english);
	append_sentences(text, sentences_of_message, in_persons_language);
	if (!g_str_equal(text->str, english->str))
		g_string_append_printf(text, "\n%s", english->str);
	return g_string_free(text, FALSE);
}

/**
 * wd_riddle_ask:
 * @question: a question, of policy or of wd_riddle_new()
 *
 * Returns: (transfer full): the whole message to the stranger, plain text of several lines
 */
char *
wd_riddle_ask(const WdChallengeQuestion *question)
{
	static const char *const intro[] = {
		N_("This is an automatic message."),
		N_("To keep spam away, messages of people who are not contacts wait until one "
		   "question is answered:"),
		NULL,
	};
	g_autofree char *introduction = say_twice(intro);

	return g_strdup_printf("%s\n%s", introduction, question->text);
}

/**
 * wd_riddle_thank:
 *
 * Returns: (transfer full): the message to a stranger who gave the right answer, plain text
 */
char *
wd_riddle_thank(void)
{
	static const char *const thanks[] = {
		N_("Thank you."),
		N_("What you wrote has been passed on."),
		N_("This is an automatic message."),
		NULL,
	};

	return say_twice(thanks);
}
