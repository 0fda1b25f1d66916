/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-brands.h"

/* Sites that are imitated everywhere; a company adds its own as [Links] ProtectedDomains. Short and
 * everyday names are left out: too many honest sites resemble them. */
static const char *const domains[] = {
	"adobe.com",      "airbnb.com",          "alibaba.com",       "aliexpress.com",
	"amazon.com",     "americanexpress.com", "bankofamerica.com", "binance.com",
	"blockchain.com", "booking.com",         "coinbase.com",      "commerzbank.de",
	"cloudflare.com", "deutsche-bank.de",    "discord.com",       "dropbox.com",
	"facebook.com",   "fidelity.com",        "github.com",        "google.com",
	"instagram.com",  "jpmorgan.com",        "kraken.com",        "linkedin.com",
	"mastercard.com", "metamask.io",         "microsoft.com",     "microsoftonline.com",
	"netflix.com",    "opensea.io",          "outlook.com",       "paypal.com",
	"pinterest.com",  "postbank.de",         "raiffeisen.at",     "roblox.com",
	"santander.com",  "sberbank.ru",         "snapchat.com",      "sparkasse.de",
	"spotify.com",    "steamcommunity.com",  "steampowered.com",  "telegram.org",
	"tiktok.com",     "trustwallet.com",     "twitter.com",       "vkontakte.ru",
	"volksbank.de",   "walmart.com",         "wellsfargo.com",    "whatsapp.com",
	"wikipedia.org",  "yahoo.com",           "youtube.com",       NULL,
};

/* What stands beside a brand in a name made to deceive. */
static const char *const lures[] = {
	"account", "accounts", "airdrop", "alert",        "app",     "auth",     "authentication",
	"bank",    "billing",  "bonus",   "check",        "claim",   "client",   "cloud",
	"confirm", "customer", "free",    "gift",         "gifts",   "help",     "helpdesk",
	"home",    "id",       "info",    "invoice",      "live",    "login",    "mail",
	"mobile",  "my",       "mobil",   "nitro",        "notice",  "official", "online",
	"pay",     "payment",  "portal",  "promo",        "recover", "recovery", "refund",
	"reset",   "reward",   "rewards", "safe",         "secure",  "security", "server",
	"service", "services", "sign",    "signin",       "sso",     "support",  "team",
	"unlock",  "update",   "user",    "verification", "verify",  "wallet",   "web",
	"www",     NULL,
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
