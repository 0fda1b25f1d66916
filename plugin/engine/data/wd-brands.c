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
	"adobe.com", "airbnb.com", "alibaba.com", "aliexpress.com", "amazon.com",
	"americanexpress.com", "apple.com", "bancolombia.com", "bankofamerica.com",
	"barclays.co.uk", "bbva.com", "binance.com", "bitget.com", "bitmart.com", "bitpay.com",
	"bitstamp.net", "blockchain.com", "booking.com", "bradesco.com.br", "bybit.com",
	"caixabank.es", "capitalone.com", "chase.com", "chronopost.fr", "citibank.com",
	"citibankonline.com", "cloudflare.com", "coinbase.com", "coinmarketcap.com",
	"commbank.com.au", "commerzbank.de", "correos.es", "desjardins.com", "deutsche-bank.de",
	"dhl.com", "discord.com", "docusign.com", "dropbox.com", "eastlink.ca", "ebay.com",
	"etherscan.io", "evri.com", "exodus.com", "facebook.com", "fedex.com", "fidelity.com",
	"github.com", "gmail.com", "godaddy.com", "google.com", "hotmail.com", "hsbc.com",
	"icloud.com", "inpost.pl", "instagram.com", "interac.ca", "intesasanpaolo.com",
	"itau.com.br", "jpmorgan.com", "kraken.com", "kucoin.com", "labanquepostale.fr",
	"ledger.com", "linkedin.com", "litecoin.org", "lloydsbank.com", "mastercard.com",
	"mercadolibre.com", "mercadolivre.com", "mercadolivre.com.br", "messenger.com",
	"metamask.io", "microsoft.com", "microsoft365.com", "microsoftonline.com", "monzo.com",
	"myetherwallet.com", "natwest.com", "netflix.com", "nubank.com.br", "office365.com",
	"onedrive.com", "opensea.io", "optus.com.au", "outlook.com", "pancakeswap.finance",
	"paxful.com", "payoneer.com", "paypal.com", "pinterest.com", "poloniex.com",
	"postbank.de", "postfinance.ch", "pubgmobile.com", "rackspace.com", "raiffeisen.at",
	"raydium.io", "revolut.com", "roblox.com", "roundcube.net", "royalmail.com",
	"safepal.com", "santander.com", "sbcglobal.net", "sberbank.ru", "scotiabank.com",
	"sharepoint.com", "shopee.com", "singtel.com", "snapchat.com", "solana.com",
	"sparkasse.de", "spotify.com", "standardbank.co.za", "steamcommunity.com",
	"steampowered.com", "sushiswap.com", "swisscom.com", "telegram.org", "telstra.com",
	"tiktok.com", "tokocrypto.com", "trezor.io", "trustwallet.com", "twitch.tv",
	"twitter.com", "unicredit.it", "uniswap.org", "upbit.com", "usps.com", "verizon.com",
	"vkontakte.ru", "vodafone.com", "volksbank.de", "walletconnect.com", "walmart.com",
	"wellsfargo.com", "wetransfer.com", "whatsapp.com", "wikipedia.org", "xfinity.com",
	"yahoo.com", "yandex.ru", "youtube.com", "zimbra.com", NULL,
	/* clang-format on */
};

/* What stands beside a brand in a name made to deceive: what the person is asked to do, what is
 * promised or threatened, and the departments that would ask. */
static const char *const lures[] = {
	/* clang-format off */
	"about", "access", "account", "accounts", "activate", "activation", "active", "agent",
	"airdrop", "alert", "alerts", "app", "apply", "apps", "auth", "authenticate",
	"authentication", "authorize", "badge", "bank", "banking", "billing", "bonus", "check",
	"checkout", "claim", "claims", "client", "clients", "confirm", "confirmation", "connect",
	"coupon", "credit", "crypto", "customer", "customers", "dapp", "dashboard", "delivery",
	"deposit", "device", "document", "documents", "email", "exchange", "gift", "giftcard",
	"gifts", "help", "helpcenter", "helpdesk", "host", "id", "identity", "invite", "invoice",
	"locked", "log", "login", "logon", "mail", "manage", "manager", "member", "membership",
	"my", "myaccount", "net", "nitro", "notice", "notification", "official", "ok", "online",
	"parcel", "pass", "password", "pay", "payment", "payments", "payout", "portal", "prize",
	"promo", "promotion", "protect", "protection", "recover", "recovery", "refund",
	"register", "registration", "relief", "renew", "renewal", "request", "required", "reset",
	"resolve", "restore", "reward", "rewards", "safe", "safety", "secure", "secured",
	"securelogin", "security", "seguro", "service", "services", "settings", "shipping",
	"sign", "signin", "signup", "sso", "start", "status", "suite", "suport", "supp",
	"support", "suspend", "suspended", "sync", "tracking", "transfer", "unlock", "unlocked",
	"update", "updates", "upgrade", "valid", "validate", "validation", "vault",
	"verification", "verified", "verify", "verifying", "voucher", "wallet", "warning",
	"webapp", "weblogin", "webmail", "welcome", "win", NULL,
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
