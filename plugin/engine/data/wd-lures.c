/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-lures.h"

#include <string.h>

#include "engine/text/wd-normalise.h"

#define MAX_WEIGHT 1.2

/* What a text wants; each counts once, however often it is said. */
typedef enum {
	LURE_YOU,     /* "is this you?" */
	LURE_LOOK,    /* "check this out" */
	LURE_PICTURE, /* pictures and videos */
	LURE_GIFT,    /* free, won, prize */
	LURE_EARN,    /* money from home, coins that double */
	LURE_CODE,    /* "the code that you received" */
	LURE_LEND,    /* money, gift cards, a wallet lost abroad */
	LURE_ACCOUNT, /* log in, or it will be closed */
	LURE_HURRY,   /* at once, tell nobody */
	LURE_MISTAKE, /* "I sent it to you by mistake" */
	LURE_CHAIN,   /* pass it on */
	LURE_VOTE,    /* vote for me, install this */
	LURE_PARCEL,  /* a parcel, a fee, a bank */
	LURE_LAUGH,   /* "lol", and nothing that is funny */
	N_LURES,
} Lure;

/* What only makes people open something says nothing where there is nothing to open. */
static const struct {
	double with_link;
	double alone;
} weights[N_LURES] = {
	[LURE_YOU] = {0.5, 0},
	[LURE_LOOK] = {0.3, 0},
	[LURE_PICTURE] = {0.2, 0},
	[LURE_GIFT] = {0.4, 0.2},
	[LURE_EARN] = {0.5, 0.5},
	[LURE_CODE] = {0.5, 0.5},
	[LURE_LEND] = {0.5, 0.5},
	[LURE_ACCOUNT] = {0.4, 0.3},
	[LURE_HURRY] = {0.3, 0.3},
	[LURE_MISTAKE] = {0.3, 0.3},
	[LURE_CHAIN] = {0.5, 0.5},
	[LURE_VOTE] = {0.4, 0},
	[LURE_PARCEL] = {0.4, 0.2},
	[LURE_LAUGH] = {0.2, 0},
};

typedef struct {
	Lure lure;
	const char *words; /* normalised; found where a word begins, so "foto" is in "fotos", too */
} Phrase;

static const Phrase phrases[] = {
	{LURE_YOU, "is this you "},
	{LURE_YOU, "is that you "},
	{LURE_YOU, "this really you "},
	{LURE_YOU, "that really you "},
	{LURE_YOU, "are you in this "},
	{LURE_YOU, "this is you "},
	{LURE_YOU, "of you "},
	{LURE_YOU, "about you "},
	{LURE_YOU, "you in this "},
	{LURE_YOU, "you in the "},
	{LURE_YOU, "you are in "},
	{LURE_YOU, "your name is "},
	{LURE_YOU, "bist das du "},
	{LURE_YOU, "bist du das "},
	{LURE_YOU, "bist du auf "},
	{LURE_YOU, "von dir "},
	{LURE_YOU, "uber dich "},
	{LURE_YOU, "tuya "},
	{LURE_YOU, "tuyo "},
	{LURE_YOU, "eres tu "},
	{LURE_YOU, "sobre ti "},
	{LURE_YOU, "c'est toi "},
	{LURE_YOU, "est-ce toi "},
	{LURE_YOU, "de toi "},
	{LURE_YOU, "sei tu "},
	{LURE_YOU, "di te "},
	{LURE_YOU, "e voce "},
	{LURE_YOU, "ben jij dit "},
	{LURE_YOU, "ben jij dat "},
	{LURE_YOU, "van jou "},
	{LURE_YOU, "to ty "},
	{LURE_YOU, "czy to ty "},
	{LURE_YOU, "это ты "},
	{LURE_YOU, "о тебе "},
	{LURE_YOU, "sen misin "},
	{LURE_LOOK, "check this"},
	{LURE_LOOK, "check out"},
	{LURE_LOOK, "check my"},
	{LURE_LOOK, "look at"},
	{LURE_LOOK, "look what"},
	{LURE_LOOK, "look here"},
	{LURE_LOOK, "have a look"},
	{LURE_LOOK, "take a look"},
	{LURE_LOOK, "watch this"},
	{LURE_LOOK, "see this"},
	{LURE_LOOK, "have to see"},
	{LURE_LOOK, "must see"},
	{LURE_LOOK, "open this"},
	{LURE_LOOK, "click"},
	{LURE_LOOK, "believe what"},
	{LURE_LOOK, "schau"},
	{LURE_LOOK, "guck"},
	{LURE_LOOK, "sieh dir"},
	{LURE_LOOK, "mira"},
	{LURE_LOOK, "regarde"},
	{LURE_LOOK, "guarda"},
	{LURE_LOOK, "olha"},
	{LURE_LOOK, "veja"},
	{LURE_LOOK, "kijk"},
	{LURE_LOOK, "zobacz"},
	{LURE_LOOK, "посмотри"},
	{LURE_LOOK, "смотри"},
	{LURE_LOOK, "глянь"},
	{LURE_LOOK, "bak buna"},
	{LURE_LOOK, "suna bak"},
	{LURE_PICTURE, "photo"},
	{LURE_PICTURE, "foto"},
	{LURE_PICTURE, "picture"},
	{LURE_PICTURE, "pics"},
	{LURE_PICTURE, "video"},
	{LURE_PICTURE, "bild"},
	{LURE_PICTURE, "imagen"},
	{LURE_PICTURE, "album"},
	{LURE_PICTURE, "zdjeci"},
	{LURE_PICTURE, "фото"},
	{LURE_PICTURE, "видео"},
	{LURE_GIFT, "free "},
	{LURE_GIFT, "for free"},
	{LURE_GIFT, "won "},
	{LURE_GIFT, "winner"},
	{LURE_GIFT, "prize"},
	{LURE_GIFT, "voucher"},
	{LURE_GIFT, "giveaway"},
	{LURE_GIFT, "bonus"},
	{LURE_GIFT, "jackpot"},
	{LURE_GIFT, "claim "},
	{LURE_GIFT, "gratis"},
	{LURE_GIFT, "kostenlos"},
	{LURE_GIFT, "gewonnen"},
	{LURE_GIFT, "gutschein"},
	{LURE_GIFT, "gratuit"},
	{LURE_GIFT, "cadeau"},
	{LURE_GIFT, "gagne"},
	{LURE_GIFT, "ganado"},
	{LURE_GIFT, "premio"},
	{LURE_GIFT, "regalo"},
	{LURE_GIFT, "vinto"},
	{LURE_GIFT, "nagrod"},
	{LURE_GIFT, "бесплатно"},
	{LURE_GIFT, "выигра"},
	{LURE_GIFT, "подар"},
	{LURE_GIFT, "приз"},
	{LURE_GIFT, "nitro"},
	{LURE_EARN, "earn"},
	{LURE_EARN, "bitcoin"},
	{LURE_EARN, "btc"},
	{LURE_EARN, "crypto"},
	{LURE_EARN, "invest"},
	{LURE_EARN, "profit"},
	{LURE_EARN, "a day from home"},
	{LURE_EARN, "work from home"},
	{LURE_EARN, "make money"},
	{LURE_EARN, "double your"},
	{LURE_EARN, "we pay"},
	{LURE_EARN, "geld verdienen"},
	{LURE_EARN, "verdiene"},
	{LURE_EARN, "ganar dinero"},
	{LURE_EARN, "gagner de l"},
	{LURE_EARN, "guadagna"},
	{LURE_EARN, "zarob"},
	{LURE_EARN, "зарабо"},
	{LURE_EARN, "casino"},
	{LURE_EARN, "free spins"},
	{LURE_CODE, "digit code"},
	{LURE_CODE, "verification code"},
	{LURE_CODE, "code from your phone"},
	{LURE_CODE, "code to your phone"},
	{LURE_CODE, "send me the code"},
	{LURE_CODE, "code you received"},
	{LURE_CODE, "code that you"},
	{LURE_CODE, "sms code"},
	{LURE_CODE, "code per sms"},
	{LURE_CODE, "den code"},
	{LURE_CODE, "stelligen code"},
	{LURE_CODE, "el codigo"},
	{LURE_CODE, "le code"},
	{LURE_CODE, "il codice"},
	{LURE_CODE, "o codigo"},
	{LURE_CODE, "kod sms"},
	{LURE_CODE, "код из"},
	{LURE_CODE, "смс код"},
	{LURE_LEND, "lend me"},
	{LURE_LEND, "borrow"},
	{LURE_LEND, "gift card"},
	{LURE_LEND, "giftcard"},
	{LURE_LEND, "send me money"},
	{LURE_LEND, "transfer money"},
	{LURE_LEND, "stuck abroad"},
	{LURE_LEND, "lost my wallet"},
	{LURE_LEND, "pay you back"},
	{LURE_LEND, "pay it back"},
	{LURE_LEND, "leihen"},
	{LURE_LEND, "uberweis"},
	{LURE_LEND, "prestar"},
	{LURE_LEND, "preter"},
	{LURE_LEND, "prestami"},
	{LURE_LEND, "emprestar"},
	{LURE_LEND, "pozycz"},
	{LURE_LEND, "blik"},
	{LURE_LEND, "одолж"},
	{LURE_LEND, "займи"},
	{LURE_LEND, "взаймы"},
	{LURE_ACCOUNT, "your account"},
	{LURE_ACCOUNT, "log in"},
	{LURE_ACCOUNT, "login"},
	{LURE_ACCOUNT, "sign in"},
	{LURE_ACCOUNT, "verify"},
	{LURE_ACCOUNT, "suspended"},
	{LURE_ACCOUNT, "who blocked you"},
	{LURE_ACCOUNT, "visited your profile"},
	{LURE_ACCOUNT, "dein konto"},
	{LURE_ACCOUNT, "anmelden"},
	{LURE_ACCOUNT, "tu cuenta"},
	{LURE_ACCOUNT, "ton compte"},
	{LURE_ACCOUNT, "votre compte"},
	{LURE_ACCOUNT, "аккаунт"},
	{LURE_HURRY, "urgent"},
	{LURE_MISTAKE, "by mistake"},
	{LURE_HURRY, "immediately"},
	{LURE_HURRY, "emergency"},
	{LURE_HURRY, "limited offer"},
	{LURE_HURRY, "only today"},
	{LURE_HURRY, "before it is deleted"},
	{LURE_HURRY, "before they delete"},
	{LURE_HURRY, "don't tell"},
	{LURE_HURRY, "dringend"},
	{LURE_MISTAKE, "aus versehen"},
	{LURE_MISTAKE, "versehentlich"},
	{LURE_HURRY, "urgente"},
	{LURE_MISTAKE, "por error"},
	{LURE_MISTAKE, "par erreur"},
	{LURE_MISTAKE, "per errore"},
	{LURE_HURRY, "pilne"},
	{LURE_HURRY, "срочно"},
	{LURE_HURRY, "acil"},
	{LURE_MISTAKE, "accidentally"},
	{LURE_MISTAKE, "per vergissing"},
	{LURE_MISTAKE, "por engano"},
	{LURE_MISTAKE, "przez pomylke"},
	{LURE_MISTAKE, "случайно"},
	{LURE_MISTAKE, "по ошибке"},
	{LURE_CHAIN, "forward this"},
	{LURE_CHAIN, "forward it to"},
	{LURE_CHAIN, "send this to all"},
	{LURE_CHAIN, "send it to all"},
	{LURE_CHAIN, "to all your friends"},
	{LURE_CHAIN, "all your contacts"},
	{LURE_CHAIN, "pass it on to"},
	{LURE_CHAIN, "an alle deine"},
	{LURE_CHAIN, "a todos tus"},
	{LURE_CHAIN, "a tous tes"},
	{LURE_CHAIN, "a tutti i tuoi"},
	{LURE_CHAIN, "всем друзьям"},
	{LURE_PARCEL, "your parcel"},
	{LURE_PARCEL, "your package"},
	{LURE_PARCEL, "could not be delivered"},
	{LURE_PARCEL, "pay the fee"},
	{LURE_PARCEL, "refund"},
	{LURE_PARCEL, "your bank"},
	{LURE_PARCEL, "your password"},
	{LURE_PARCEL, "unpaid"},
	{LURE_PARCEL, "dein paket"},
	{LURE_PARCEL, "ihr paket"},
	{LURE_PARCEL, "tu paquete"},
	{LURE_PARCEL, "votre colis"},
	{LURE_PARCEL, "il tuo pacco"},
	{LURE_PARCEL, "twoja paczka"},
	{LURE_PARCEL, "посылк"},
	{LURE_LAUGH, "lol"},
	{LURE_LAUGH, "omg"},
	{LURE_LAUGH, "haha"},
	{LURE_LAUGH, "wow"},
	{LURE_LAUGH, "wtf"},
	{LURE_LAUGH, "rofl"},
	{LURE_VOTE, "vote for me"},
	{LURE_VOTE, "vote for my"},
	{LURE_VOTE, "win the contest"},
	{LURE_VOTE, "install this"},
	{LURE_VOTE, "download this"},
	{LURE_VOTE, "stimm fur"},
	{LURE_VOTE, "vota por"},
	{LURE_VOTE, "проголосуй"},
};

/* Letters as the normal form has them, every stretch of anything else one space. */
static char *
words_of(const char *text)
{
	g_autofree char *normal = wd_normalise_text(text);
	GString *words = g_string_new(" ");

	for (const char *at = normal; *at != '\0'; at++) {
		gboolean is_word =
			(guchar)*at >= 0x80 || g_ascii_isalnum(*at) || *at == '\'' || *at == '-';

		if (is_word || words->str[words->len - 1] != ' ')
			g_string_append_c(words, is_word ? *at : ' ');
	}
	g_string_append_c(words, ' ');
	return g_string_free(words, FALSE);
}

static gboolean
says(const char *words, const char *phrase)
{
	for (const char *at = strstr(words, phrase); at != NULL; at = strstr(at + 1, phrase)) {
		if (at[-1] == ' ')
			return TRUE;
	}
	return FALSE;
}

/**
 * wd_lures_weigh:
 * @text: valid UTF-8, of which the caller bounds the length
 * @has_link: whether there is something to open
 *
 * Returns: how much @text has of what worms and frauds say: 0 nothing, 1.2 as much as can be
 */
double
wd_lures_weigh(const char *text, gboolean has_link)
{
	g_autofree char *words = words_of(text);
	gboolean has[N_LURES] = {FALSE};
	double sum = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(phrases); i++) {
		Lure lure = phrases[i].lure;

		if (has[lure] || !says(words, phrases[i].words))
			continue;
		has[lure] = TRUE;
		sum += has_link ? weights[lure].with_link : weights[lure].alone;
	}
	return MIN(sum, MAX_WEIGHT);
}

/* What names of sites made for one outbreak are put together from. */
static const char *const name_parts[] = {
	"album", "bonus",  "casino", "claim", "clip",   "coin",  "crypto", "easy",   "foto",
	"free",  "gift",   "invest", "job",   "login",  "lotto", "lucky",  "money",  "nitro",
	"photo", "pics",   "pix",    "prize", "profit", "promo", "reward", "secure", "ticket",
	"tube",  "verify", "video",  "vote",  "win",    NULL,
};

/**
 * wd_lures_is_in_name:
 * @host: the name of a site
 *
 * Returns: whether @host is put together from such words, "free-gift.example"
 */
gboolean
wd_lures_is_in_name(const char *host)
{
	for (gsize i = 0; name_parts[i] != NULL; i++) {
		if (strstr(host, name_parts[i]) != NULL)
			return TRUE;
	}
	return FALSE;
}
