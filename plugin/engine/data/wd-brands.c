/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-brands.h"

#include <stdlib.h>
#include <string.h>

/* Sites that are imitated everywhere: banks and payment services, exchanges and wallets, post and
 * parcels, mail, telephone and games, each by the domain that its owner uses. Common knowledge,
 * written down for this table; where a domain is on Chromium's list of popular ones (BSD-3-Clause,
 * chromium.googlesource.com), its spelling was checked against that. A company adds its own as
 * [Links] ProtectedDomains. Short and everyday names are left out: too many honest sites resemble
 * them. */
static const char *const domains[] = {
	/* clang-format off */
	"adobe.com", "airbnb.com", "alibaba.com", "aliexpress.com", "alipay.com", "allegro.pl",
	"amazon.com", "ameli.fr", "americanexpress.com", "apple.com", "avito.ru",
	"bancolombia.com", "bankofamerica.com", "barclays.co.uk", "bbva.com", "binance.com",
	"bitget.com", "bitmart.com", "bitpay.com", "bitstamp.net", "blockchain.com",
	"bnpparibas.com", "booking.com", "bradesco.com.br", "bybit.com", "caixabank.es",
	"capitalone.com", "chase.com", "chronopost.fr", "citibank.com", "citibankonline.com",
	"cloudflare.com", "coinbase.com", "coinmarketcap.com", "commbank.com.au",
	"commerzbank.de", "correos.es", "desjardins.com", "deutsche-bank.de", "deutschepost.de",
	"dhl.com", "discord.com", "docusign.com", "dropbox.com", "eastlink.ca", "ebay.com",
	"etherscan.io", "evri.com", "exodus.com", "facebook.com", "fedex.com", "fidelity.com",
	"github.com", "gmail.com", "godaddy.com", "google.com", "gosuslugi.ru",
	"hotmail.com", "hsbc.com", "icloud.com", "inpost.pl", "instagram.com",
	"interac.ca", "intesasanpaolo.com", "itau.com.br", "jpmorgan.com", "kleinanzeigen.de",
	"kraken.com", "kucoin.com", "labanquepostale.fr", "laposte.fr", "ledger.com",
	"linkedin.com", "litecoin.org", "lloydsbank.com", "mastercard.com", "mbank.pl",
	"mercadolibre.com", "mercadolivre.com", "mercadolivre.com.br", "messenger.com",
	"metamask.io", "microsoft.com", "microsoft365.com", "microsoftonline.com", "monzo.com",
	"myetherwallet.com", "natwest.com", "netflix.com", "nubank.com.br", "office365.com",
	"olx.pl", "onedrive.com", "opensea.io", "optus.com.au", "outlook.com",
	"pancakeswap.finance", "paxful.com", "payoneer.com", "paypal.com", "pinterest.com",
	"poloniex.com", "postbank.de", "postfinance.ch", "postnl.nl", "proton.me",
	"protonmail.com", "pubgmobile.com", "rabobank.nl", "rackspace.com", "raiffeisen.at",
	"raydium.io", "revolut.com", "roblox.com", "roundcube.net", "royalmail.com",
	"safepal.com", "santander.com", "sbcglobal.net", "sberbank.ru", "scotiabank.com",
	"sharepoint.com", "shopee.com", "singtel.com", "snapchat.com", "solana.com",
	"sparkasse.de", "spotify.com", "standardbank.co.za", "steamcommunity.com",
	"steampowered.com", "sushiswap.com", "swisscom.com", "taobao.com", "telegram.org",
	"telstra.com", "tencent.com", "tiktok.com", "tokocrypto.com", "trezor.io",
	"trustwallet.com", "twitch.tv", "twitter.com", "unicredit.it", "uniswap.org",
	"upbit.com", "usps.com", "verizon.com", "vkontakte.ru", "vodafone.com",
	"volksbank.de", "walletconnect.com", "walmart.com", "wechat.com", "wellsfargo.com",
	"wetransfer.com", "whatsapp.com", "wikipedia.org", "xfinity.com", "yahoo.com",
	"yandex.ru", "youtube.com", "zimbra.com", "zoom.us", NULL,
	/* clang-format on */
};

/* Sites of the same owners, and of honest others, whose names are made like an imitation's. */
static const char *const genuine[] = {
	/* clang-format off */
	"aboutamazon.com", "adobeexchange.com", "adobelogin.com", "alibaba-inc.com",
	"aliexpress.us", "amazonpay.com", "blockchain.info", "blockchair.com",
	"bookingsync.com", "bradescoseguros.com.br", "cdn-apple.com", "cloudflareaccess.com",
	"cloudflareinsights.com", "cloudflarestatus.com", "discordapp.com", "discordapp.net",
	"discordstatus.com", "ebay-kleinanzeigen.de", "facebookmail.com", "fidelitybank.com",
	"githubstatus.com", "google-analytics.com", "googlemail.com", "googletagmanager.com",
	"linkedin.cn", "metamask-institutional.io", "microsoftazuread-sso.com",
	"microsoftonline-p.com", "microsoftstream.com", "netflixtechblog.com",
	"optusnet.com.au", "paypal-community.com", "raiffeisenbank.at", "raiffeisenbank.de",
	"santanderbank.com", "sharepointonline.com", "spotifystatus.com",
	"ssl-images-amazon.com", "telstrawholesale.com.au", "tiktokv.com", "twitchstatus.com",
	"vodafone-stiftung.de", "wechatpay.com", "wellsfargoadvisors.com",
	"wellsfargomedia.com", "yandex-team.ru", "youtube-nocookie.com", NULL,
	/* clang-format on */
};

/* Names that hundreds of owners share, each with a place behind or before it, where they live. */
static const struct {
	const char *label;
	const char *suffixes[6];
} shared[] = {
	{"sparkasse", {"de", "at"}},
	{"volksbank", {"de", "at", "it"}},
	{"raiffeisen", {"de", "at", "ch", "it", "li", "lu"}},
};

/* What stands beside a brand in a name made to deceive: what the person is asked to do, what is
 * promised or threatened, and the departments that would ask. */
static const char *const lures[] = {
	/* clang-format off */
	"about", "acceso", "access", "accesso", "account", "accounts", "activate", "activation",
	"active", "agent", "airdrop", "alert", "alerts", "anmelden", "anmeldung", "app",
	"apply", "apps", "auth", "authenticate", "authentication", "authorize", "badge", "bank",
	"banking", "bestaetigung", "billing", "bonus", "check", "checkout", "claim", "claims",
	"client", "cliente", "clientes", "clients", "colis", "confirm", "confirmation",
	"connect", "connexion", "coupon", "credit", "crypto", "customer", "customers", "dapp",
	"dashboard", "delivery", "deposit", "device", "document", "documents", "doplata",
	"dostavka", "dostawa", "email", "entrega", "envio", "exchange", "facture", "find",
	"gewinn", "gift", "giftcard", "gifts", "giris", "guvenlik", "help", "helpcenter",
	"helpdesk", "host", "id", "identity", "inlog", "inloggen", "invite", "invoice", "konto",
	"kunden", "kundenservice", "livraison", "locked", "log", "login", "logon", "logowanie",
	"mail", "manage", "manager", "member", "membership", "my", "myaccount", "net", "nitro",
	"notice", "notification", "odeme", "official", "ok", "online", "oplata", "pagamenti",
	"pagamento", "pago", "pagos", "paket", "parcel", "pass", "password", "pay", "payment",
	"payments", "payout", "platnosc", "portal", "prize", "promo", "promotion", "protect",
	"protection", "pushtan", "rastreo", "recover", "recovery", "refund", "register",
	"registration", "relief", "remboursement", "renew", "renewal", "request", "required",
	"reset", "resolve", "restore", "reward", "rewards", "safe", "safety", "secure",
	"secured", "securelogin", "security", "seguridad", "seguro", "service", "services",
	"settings", "shipping", "sicherheit", "sicurezza", "sign", "signin", "signup", "sso",
	"start", "status", "suite", "suivi", "suport", "supp", "support", "suspend",
	"suspended", "sync", "tan", "tracking", "transfer", "unlock", "unlocked", "update",
	"updates", "upgrade", "valid", "validate", "validation", "vault", "verificacion",
	"verificar", "verificatie", "verification", "verified", "verifizierung", "verify",
	"verifying", "vhod", "voucher", "wallet", "warning", "webapp", "weblogin", "webmail",
	"welcome", "win", "zahlung", "zoll", NULL,
	/* clang-format on */
};

/* Words that honest names hold as well; beside a brand, with a hyphen between them, they lure. */
static const char *const companions[] = {
	/* clang-format off */
	"ads", "auction", "benefit", "beta", "blue", "business", "buy", "card", "care", "careers",
	"cash", "cdn", "center", "centre", "chat", "cloud", "code", "community", "complete",
	"contact", "copyright", "data", "deal", "deals", "department", "desk", "digital",
	"direct", "discount", "docs", "download", "drop", "easy", "event", "events", "express",
	"fee", "file", "files", "finance", "fix", "follow", "form", "forum", "fr", "free",
	"gateway", "get", "global", "go", "group", "groups", "guard", "home", "hr", "hub", "inc",
	"info", "insta", "install", "intl", "invest", "it", "job", "jobs", "join", "key",
	"limited", "link", "list", "live", "market", "marketing", "meeting", "meta", "mobil",
	"mobile", "money", "monitor", "network", "new", "news", "note", "now", "number", "office",
	"one", "open", "order", "orders", "page", "pages", "partner", "partners", "pc", "phone",
	"plus", "points", "policy", "post", "premium", "pro", "profile", "qr", "quick", "real",
	"receive", "remote", "report", "sale", "sales", "save", "scan", "send", "server",
	"session", "setup", "share", "shop", "site", "sms", "solution", "solutions", "staff",
	"store", "survey", "system", "tax", "team", "tech", "terms", "test", "ticket", "today",
	"token", "tools", "top", "track", "trade", "trading", "trust", "uk", "us", "usa", "user",
	"users", "video", "view", "vip", "vote", "web", "wire", "work", "zone", NULL,
	/* clang-format on */
};

/* Honest names that happen to be one letter away from a brand. */
static const char *const honest[] = {"telegraaf", "telegraf", "wikimedia", NULL};

/**
 * wd_brands_get_domains:
 *
 * Returns: (transfer none): domains whose look-alikes are looked for, NULL-terminated
 */
const char *const *
wd_brands_get_domains(void)
{
	return domains;
}

/**
 * wd_brands_get_lures:
 *
 * Returns: (transfer none): words that imitations add to a brand, NULL-terminated
 */
const char *const *
wd_brands_get_lures(void)
{
	return lures;
}

/**
 * wd_brands_get_companions:
 *
 * Returns: (transfer none): everyday words that imitations put beside a brand with a hyphen,
 * NULL-terminated
 */
const char *const *
wd_brands_get_companions(void)
{
	return companions;
}

/* A stretch of text as a key for bsearch(). */
typedef struct {
	const char *text;
	gsize len;
} Stretch;

static int
compare_stretch(const void *key, const void *element)
{
	const Stretch *stretch = key;
	const char *word = *(const char *const *)element;
	int order = strncmp(stretch->text, word, stretch->len);

	return order != 0 ? order : -(word[stretch->len] != '\0');
}

/* The tables are sorted. */
static gboolean
is_in(const char *const *words, gsize n_words, const char *text, gsize len)
{
	return bsearch(&(Stretch){text, len}, words, n_words, sizeof *words, compare_stretch) !=
	       NULL;
}

/**
 * wd_brands_is_lure:
 * @text: (array length=len): a stretch of a name, in lower case
 * @len: its length in bytes
 *
 * Returns: whether @text is one of wd_brands_get_lures()
 */
gboolean
wd_brands_is_lure(const char *text, gsize len)
{
	return is_in(lures, G_N_ELEMENTS(lures) - 1, text, len);
}

/**
 * wd_brands_is_companion:
 * @text: (array length=len): a stretch of a name, in lower case
 * @len: its length in bytes
 *
 * Returns: whether @text is one of wd_brands_get_companions()
 */
gboolean
wd_brands_is_companion(const char *text, gsize len)
{
	return is_in(companions, G_N_ELEMENTS(companions) - 1, text, len);
}

/**
 * wd_brands_get_genuine:
 *
 * Returns: (transfer none) (array zero-terminated=1): domains that resemble a brand's and deceive
 * nobody
 */
const char *const *
wd_brands_get_genuine(void)
{
	return genuine;
}

/**
 * wd_brands_is_shared:
 * @label: the first label of a brand's domain
 * @suffix: what stands behind a name with that label in it
 *
 * Returns: whether many honest owners have names with @label in them under @suffix
 */
gboolean
wd_brands_is_shared(const char *label, const char *suffix)
{
	for (guint i = 0; i < G_N_ELEMENTS(shared); i++) {
		for (guint j = 0;
		     j < G_N_ELEMENTS(shared[i].suffixes) && shared[i].suffixes[j] != NULL &&
		     strcmp(label, shared[i].label) == 0;
		     j++) {
			if (strcmp(suffix, shared[i].suffixes[j]) == 0)
				return TRUE;
		}
	}
	return FALSE;
}

/**
 * wd_brands_is_honest:
 * @label: the first label of a registrable domain
 *
 * Returns: whether @label resembles a brand by chance
 */
gboolean
wd_brands_is_honest(const char *label)
{
	return g_strv_contains(honest, label);
}
