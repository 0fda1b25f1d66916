/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "purple/wd-purple-dns-list.h"

#include <string.h>
#include <sys/socket.h>

#include "engine/detect/wd-own-names.h"
#include "engine/link/wd-lookalike.h"

#define STATE       "dns-list"
#define KEEP_MS     (30 * 60 * G_GINT64_CONSTANT(1000)) /* an answer is believed so long */
#define MAX_OPEN    20   /* questions under way; each is a process of libpurple's */
#define ANY_PORT    53   /* goes into the address that comes back; nothing is connected to */
#define MAX_ANSWERS 5000 /* then all are forgotten */

typedef struct {
	WdSession *session;
	GHashTable *until;  /* of char *: domain -> gint64 *: asked, and when to ask again */
	GHashTable *listed; /* of char *: domains that some zone lists; the engine's */
	GList *open;        /* of Question * */
	guint n_open;
} DnsList;

/* One question to one zone. */
typedef struct {
	DnsList *list;
	char *domain;
	PurpleDnsQueryData *query; /* (nullable) libpurple's, until it answers */
} Question;

static void
free_question(Question *question)
{
	g_free(question->domain);
	g_free(question);
}

/* Lists answer with an address of this machine's own network; 127.255.255.x means that the question
 * was refused, and any other address that a provider answers for names that do not exist. */
static gboolean
is_hit(const struct sockaddr *address)
{
	const guint8 *bytes = (const guint8 *)address;

	/* Port and address stand behind the family, in the order of the net. */
	return address->sa_family == AF_INET && bytes[4] == 127 &&
	       !(bytes[5] == 255 && bytes[6] == 255);
}

/* Takes the list: pairs of a length and an address. */
static gboolean
take_addresses(GSList *hosts)
{
	gboolean is_listed = FALSE;

	while (hosts != NULL && hosts->next != NULL) {
		g_autofree struct sockaddr *address = hosts->next->data;
		guint len = GPOINTER_TO_UINT(hosts->data);

		if (len >= 8 && is_hit(address))
			is_listed = TRUE;
		hosts = g_slist_delete_link(hosts, hosts);
		hosts = g_slist_delete_link(hosts, hosts);
	}
	g_slist_free(hosts);
	return is_listed;
}

static void
answered(GSList *hosts, gpointer data, const char *error_message)
{
	Question *question = data;
	DnsList *list = question->list;

	/* No such name, or no answer at all: it is not known to be bad. */
	if (take_addresses(hosts))
		(void)g_hash_table_add(list->listed, g_strdup(question->domain));
	list->open = g_list_remove(list->open, question);
	list->n_open--;
	free_question(question);
}

static void
ask(DnsList *list, PurpleAccount *account, const char *domain, const char *zone)
{
	Question *question = g_new0(Question, 1);
	g_autofree char *name = g_strconcat(domain, ".", zone, NULL);

	question->list = list;
	question->domain = g_strdup(domain);
	list->open = g_list_prepend(list->open, question);
	list->n_open++;
	question->query = purple_dnsquery_a_account(account, name, ANY_PORT, answered, question);
	if (question->query != NULL)
		return;
	/* Through a proxy that hides where one is, nothing is asked past it. */
	if (g_list_find(list->open, question) != NULL)
		answered(NULL, question, NULL);
}

static gboolean
is_fresh(DnsList *list, const char *domain, gint64 now_ms)
{
	const gint64 *until = g_hash_table_lookup(list->until, domain);

	return until != NULL && now_ms < *until;
}

static void
look_up(DnsList *list, PurpleAccount *account, const char *domain)
{
	const char *const *zones =
		wd_policy_get_list(wd_session_get_policy(list->session), WD_KEY_LINKS_DNS_LISTS);
	gint64 now_ms = wd_session_now_ms(list->session);
	gint64 until = now_ms + KEEP_MS;

	if (list->n_open >= MAX_OPEN || is_fresh(list, domain, now_ms))
		return;
	if (g_hash_table_size(list->until) >= MAX_ANSWERS) {
		g_hash_table_remove_all(list->until);
		g_hash_table_remove_all(list->listed);
	}
	(void)g_hash_table_remove(list->listed, domain);
	g_hash_table_insert(list->until, g_strdup(domain), g_memdup2(&until, sizeof until));
	for (; *zones != NULL; zones++)
		ask(list, account, domain, *zones);
}

/* Whose it is, is known already. */
static gboolean
is_known(const DnsList *list, const char *host)
{
	const WdLookalikeNames names = {
		.own = wd_own_names_get(wd_session_get_policy(list->session)),
		.near = wd_session_get_knowledge(list->session)->near_names,
	};

	return wd_lookalike_is_known(host, &names);
}

static void
judged(WdSession *session, PurpleAccount *account, const WdEvent *event, const WdVerdict *verdict)
{
	DnsList *list = wd_session_get_state(session, STATE);
	const WdPolicy *policy = wd_session_get_policy(session);

	if (list == NULL || event->direction == WD_DIRECTION_OUT || verdict->links->len == 0 ||
	    *wd_policy_get_list(policy, WD_KEY_LINKS_DNS_LISTS) == NULL ||
	    !wd_policy_get_boolean(policy, WD_KEY_LINKS_ENABLED))
		return;
	for (guint i = 0; i < verdict->links->len; i++) {
		const WdLinkReport *report = g_ptr_array_index(verdict->links, i);

		/* What is dangerous for another reason needs no list. */
		if (report->registrable != NULL && !is_known(list, report->host) &&
		    (report->risk != WD_RISK_DANGEROUS ||
		     g_hash_table_contains(list->listed, report->registrable)))
			look_up(list, account, report->registrable);
	}
}

static void
free_list(gpointer data)
{
	DnsList *list = data;

	while (list->open != NULL) {
		Question *question = list->open->data;

		if (question->query != NULL)
			purple_dnsquery_destroy(question->query);
		list->open = g_list_delete_link(list->open, list->open);
		free_question(question);
	}
	g_hash_table_unref(list->until);
	g_hash_table_unref(list->listed);
	g_free(list);
}

/**
 * wd_purple_dns_list_attach:
 * @session: the session
 */
void
wd_purple_dns_list_attach(WdSession *session)
{
	DnsList *list = g_new0(DnsList, 1);

	list->session = session;
	list->until = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	list->listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	wd_session_set_state(session, STATE, list, free_list);
	wd_session_get_knowledge(session)->dns_listed = list->listed;
	wd_session_set_verdict_watch(session, judged);
}

/**
 * wd_purple_dns_list_detach:
 * @session: the session
 *
 * Questions under way are withdrawn.
 */
void
wd_purple_dns_list_detach(WdSession *session)
{
	wd_session_set_verdict_watch(session, NULL);
	wd_session_get_knowledge(session)->dns_listed = NULL;
	wd_session_set_state(session, STATE, NULL, NULL);
}
