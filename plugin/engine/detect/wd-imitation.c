/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Catches: a stranger whose name is made to be read as a contact's: "ann.mi11er@corp.example",
 * "ann.miller@c0rp.example", "Аnn Miller" with a Cyrillic letter; and as the company's help desk.
 * Misses: contacts with common first names or less than four letters, and whoever imitates somebody
 * that is no contact.
 * May accuse wrongly: a friend's second account, and a colleague whose name differs by a letter. So
 * a plain namesake is only marked, whatever they send, and an imitation is held only with something
 * to act on.
 */
#include "config.h"

#include "engine/detect/wd-imitation.h"

#include <string.h>

#include "engine/contact/wd-contact-names.h"
#include "engine/detect/wd-own-names.h"
#include "engine/detect/wd-screening.h"
#include "engine/link/wd-host.h"
#include "engine/link/wd-lookalike.h"
#include "engine/link/wd-suffix.h"

#define WEIGHT_IMITATION 5.0
#define WEIGHT_NAMESAKE  1.5
#define MIN_NAMESAKE     6 /* letters of a name that two people rarely have by chance */
#define MIN_DISTANT_TYPO 8 /* letters, where the two have no server in common */
#define MIN_COMPANY      4 /* letters of a company's name inside another name */

typedef enum {
	LIKENESS_NONE,
	LIKENESS_NAMESAKE,  /* may well be the same person, or another one with that name */
	LIKENESS_IMITATION, /* nobody is called so by accident */
} Likeness;

/* Where the stranger is, as seen from the contact. */
typedef enum {
	PLACE_SAME,      /* the same server, or a protocol without servers */
	PLACE_LOOKALIKE, /* a server whose name imitates the contact's */
	PLACE_ELSEWHERE,
} Place;

/* The stranger, taken apart once. */
typedef struct {
	const WdEvent *event;
	const WdPolicy *policy;
	gboolean is_baited; /* it brings something that could do harm once it is believed */
	char *domain;       /* (nullable) in lower case */
	char *local;        /* the name without its domain */
	char *nick;         /* (nullable) in a room, or a device's */
	gboolean is_own_company;
	gboolean is_contact; /* a new one: marked, never held */
	guint own_contact;   /* the number of that contact in the table; 0: none */
} Stranger;

/* The most striking resemblance so far. */
typedef struct {
	Likeness likeness;
	const WdContactName *contact;
} Best;

static void
clear_stranger(Stranger *stranger)
{
	g_free(stranger->domain);
	g_free(stranger->local);
	g_free(stranger->nick);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stranger, clear_stranger)

static gboolean
is_under_protected(const char *domain, const WdPolicy *policy)
{
	return domain != NULL &&
	       wd_protected_names_find_above(wd_own_names_get(policy), domain) != NULL;
}

static Stranger
take_apart(const WdEvent *event, const WdPolicy *policy)
{
	const char *at = strchr(event->peer, '@');
	const char *slash = strchr(at != NULL ? at : event->peer, '/');
	Stranger stranger = {.event = event, .policy = policy};

	stranger.local = g_strndup(event->peer,
				   at != NULL ? (gsize)(at - event->peer) : strlen(event->peer));
	if (at != NULL) {
		g_autofree char *raw = g_strndup(at + 1, strcspn(at + 1, "/"));

		stranger.domain = wd_host_parse(raw, -1, NULL);
	}
	if (at != NULL && slash != NULL)
		stranger.nick = g_strdup(slash + 1);
	stranger.is_own_company = is_under_protected(stranger.domain, policy);
	return stranger;
}

static Place
find_place(const Stranger *stranger, const WdContactName *contact)
{
	const char *const domains[] = {contact->domain, NULL};
	g_autoptr(WdProtectedNames) names = NULL;
	WdLikeness likeness;

	if (g_strcmp0(stranger->domain, contact->domain) == 0)
		return stranger->domain != NULL ||
				       g_str_equal(stranger->event->protocol, contact->protocol)
			       ? PLACE_SAME
			       : PLACE_ELSEWHERE;
	if (stranger->domain == NULL || contact->domain == NULL)
		return PLACE_ELSEWHERE;
	names = wd_protected_names_new(domains);
	likeness = wd_lookalike_judge(stranger->domain,
				      &(WdLookalikeNames){.own = names, .is_without_brands = TRUE},
				      NULL);
	return likeness > WD_LIKENESS_NEAR ? PLACE_LOOKALIKE : PLACE_ELSEWHERE;
}

/* "ann_" and "ann`" are what IRC clients call a person whose old connection has not ended yet. */
static gboolean
is_second_nick(const Stranger *stranger, const WdContactName *contact)
{
	return g_str_equal(stranger->event->protocol, "prpl-irc") &&
	       (g_str_has_prefix(stranger->local, contact->form->plain) ||
		g_str_has_prefix(contact->form->plain, stranger->local));
}

static Likeness
rate_on_same_server(const Stranger *stranger, const WdContactName *contact, WdNameRelation relation)
{
	switch (relation) {
	case WD_NAME_DISGUISED:
		return LIKENESS_IMITATION;
	case WD_NAME_TYPO:
		/* The company names its people itself: Meyer and Meier are two of them. */
		return stranger->is_own_company ? LIKENESS_NONE : LIKENESS_IMITATION;
	case WD_NAME_VARIANT:
		if (stranger->is_own_company)
			return LIKENESS_NONE;
		return is_second_nick(stranger, contact) ? LIKENESS_NAMESAKE : LIKENESS_IMITATION;
	case WD_NAME_SAME:
	case WD_NAME_DIFFERENT:
		break;
	}
	return LIKENESS_NONE;
}

static Likeness
rate_elsewhere(const WdContactName *contact, WdNameRelation relation)
{
	guint n_letters = contact->form->n_skeleton;

	switch (relation) {
	case WD_NAME_DISGUISED:
		return LIKENESS_IMITATION;
	case WD_NAME_TYPO:
		return n_letters >= MIN_DISTANT_TYPO ? LIKENESS_NAMESAKE : LIKENESS_NONE;
	case WD_NAME_SAME:
	case WD_NAME_VARIANT:
		return n_letters >= MIN_NAMESAKE ? LIKENESS_NAMESAKE : LIKENESS_NONE;
	case WD_NAME_DIFFERENT:
		break;
	}
	return LIKENESS_NONE;
}

static Likeness
rate(const Stranger *stranger,
     const WdContactName *contact,
     WdNameRelation relation,
     gboolean is_address)
{
	Place place =
		is_address && !contact->is_alias ? find_place(stranger, contact) : PLACE_ELSEWHERE;

	if (relation == WD_NAME_DIFFERENT)
		return LIKENESS_NONE;
	/* The whole address is the imitation: how common its name is does not matter. */
	if (place == PLACE_LOOKALIKE)
		return LIKENESS_IMITATION;
	if (!contact->is_distinctive)
		return LIKENESS_NONE;
	return place == PLACE_SAME ? rate_on_same_server(stranger, contact, relation)
				   : rate_elsewhere(contact, relation);
}

static gboolean
is_the_contact(const Stranger *stranger, const WdContactName *contact, WdNameRelation relation)
{
	return relation == WD_NAME_SAME && !contact->is_alias &&
	       find_place(stranger, contact) == PLACE_SAME;
}

/* Who bears this very address is that contact and imitates nobody by it, nor by their alias. */
static void
find_own_contact(Stranger *stranger, const WdContactNames *names)
{
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdNameForm) form = wd_name_form_new(stranger->local);
	guint n_found = wd_contact_names_find(names, form, found);

	for (guint i = 0; i < n_found; i++) {
		WdNameRelation relation = wd_name_form_compare(form, found[i]->form);

		if (is_the_contact(stranger, found[i], relation))
			stranger->own_contact = found[i]->contact;
	}
}

static void
look_at_name(const Stranger *stranger,
	     const char *name,
	     gboolean is_address,
	     const WdContactNames *names,
	     Best *best)
{
	const WdContactName *found[WD_CONTACT_NAMES_FIND];
	g_autoptr(WdNameForm) form = wd_name_form_new(name);
	guint n_found = wd_contact_names_find(names, form, found);

	for (guint i = 0; i < n_found; i++) {
		WdNameRelation relation = wd_name_form_compare(form, found[i]->form);
		Likeness likeness = rate(stranger, found[i], relation, is_address);

		if (likeness > best->likeness && found[i]->contact != stranger->own_contact)
			*best = (Best){likeness, found[i]};
	}
}

static Best
find_best(Stranger *stranger, const WdContactNames *names)
{
	Best best = {LIKENESS_NONE, NULL};

	if (names == NULL)
		return best;
	find_own_contact(stranger, names);
	/* The same person, on another account of mine. */
	if (stranger->own_contact != 0 && !stranger->is_contact)
		return best;
	look_at_name(stranger, stranger->local, TRUE, names, &best);
	if (stranger->nick != NULL)
		look_at_name(stranger, stranger->nick, FALSE, names, &best);
	if (stranger->event->peer_alias != NULL)
		look_at_name(stranger, stranger->event->peer_alias, FALSE, names, &best);
	return best;
}

/* Something that could do harm once the stranger is believed. */
static gboolean
has_bait(const WdEvent *event, const WdContext *context)
{
	return event->kind == WD_EVENT_FILE || event->kind == WD_EVENT_CONTACT_REQUEST ||
	       event->kind == WD_EVENT_CHAT_INVITE ||
	       (context->links != NULL && context->links->len > 0);
}

static void
add(const Stranger *stranger,
    const char *code,
    Likeness likeness,
    const char *detail,
    WdVerdict *verdict)
{
	WdAction action =
		(WdAction)wd_policy_get_choice(stranger->policy, WD_KEY_CONTACTS_IMITATION);
	gboolean is_imitation = likeness == LIKENESS_IMITATION;
	gboolean is_baited = stranger->is_baited;

	/* A namesake who was accepted is known to be one, and words alone are read with care. */
	if (stranger->is_contact && (!is_imitation || !is_baited))
		return;
	if (stranger->is_contact || !is_imitation || !is_baited)
		action = MIN(action, WD_ACTION_WARN);
	if (action > WD_ACTION_ALLOW)
		wd_verdict_add(verdict,
			       wd_finding_new(code,
					      action,
					      is_imitation ? WEIGHT_IMITATION : WEIGHT_NAMESAKE,
					      0,
					      0,
					      detail));
}

/* "ann@c0rp.example": whoever it is, the server imitates the company's. */
static void
look_at_domain(const Stranger *stranger, WdVerdict *verdict)
{
	const WdProtectedNames *protected = wd_own_names_get(stranger->policy);
	const char *imitated = NULL;

	if (stranger->domain == NULL || wd_protected_names_get_size(protected) == 0)
		return;
	if (wd_lookalike_judge(stranger->domain, &(WdLookalikeNames){.own = protected}, &imitated) >
	    WD_LIKENESS_NEAR)
		add(stranger, "contact.lookalike-domain", LIKENESS_IMITATION, imitated, verdict);
}

/* Who helps the people of a company and may therefore ask them for anything. */
static gboolean
is_role(const char *letters)
{
	static const char *const roles[] = {"helpdesk",
					    "ithelpdesk",
					    "servicedesk",
					    "itservicedesk",
					    "itsupport",
					    "itservice",
					    "ithelp",
					    "itdepartment",
					    "itsecurity",
					    NULL};

	return g_strv_contains(roles, letters);
}

static gboolean
has_role(const char *plain)
{
	static const char *const roles[] = {"helpdesk",
					    "servicedesk",
					    "support",
					    "admin",
					    "administrator",
					    "security",
					    "it",
					    "edv",
					    "hr",
					    "payroll",
					    "service",
					    NULL};
	g_auto(GStrv) words = g_strsplit_set(plain, " .-_+/", -1);

	for (guint i = 0; words[i] != NULL; i++) {
		if (g_strv_contains(roles, words[i]))
			return TRUE;
	}
	return strstr(plain, "helpdesk") != NULL || strstr(plain, "support") != NULL;
}

/* The company's name, of which somebody outside made a part of theirs. */
static gboolean
has_company(const char *letters, const WdPolicy *policy)
{
	const char *const *protected = wd_policy_get_list(policy, WD_KEY_LINKS_PROTECTED_DOMAINS);

	for (; *protected != NULL; protected ++) {
		const char *own = g_str_has_prefix(*protected, "*.") ? *protected + 2 : *protected;
		g_autofree char *registrable = wd_suffix_get_registrable(own);
		const char *domain = registrable != NULL ? registrable : own;
		g_autofree char *label = g_strndup(domain, strcspn(domain, "."));

		if (strlen(label) >= MIN_COMPANY && strstr(letters, label) != NULL)
			return TRUE;
	}
	return FALSE;
}

static Likeness
rate_role(const char *name, const WdPolicy *policy)
{
	g_autoptr(WdNameForm) form = NULL;

	if (name == NULL)
		return LIKENESS_NONE;
	form = wd_name_form_new(name);
	if (has_role(form->plain) && has_company(form->letters, policy))
		return LIKENESS_IMITATION;
	return is_role(form->letters) ? LIKENESS_NAMESAKE : LIKENESS_NONE;
}

static void
look_at_role(const Stranger *stranger, WdVerdict *verdict)
{
	const char *const names[] = {
		stranger->local, stranger->nick, stranger->event->peer_alias, stranger->domain};
	Likeness worst = LIKENESS_NONE;
	const char *shown = NULL;

	if (*wd_policy_get_list(stranger->policy, WD_KEY_LINKS_PROTECTED_DOMAINS) == NULL)
		return;
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		Likeness likeness = rate_role(names[i], stranger->policy);

		if (likeness > worst) {
			worst = likeness;
			shown = names[i];
		}
	}
	if (shown != NULL)
		add(stranger, "contact.help-desk", worst, shown, verdict);
}

static void
inspect(const WdEvent *event, const WdContext *context, const WdPolicy *policy, WdVerdict *verdict)
{
	gboolean is_new = wd_screening_is_new_contact(context);
	g_auto(Stranger) stranger = {0};
	Best best;

	if (wd_policy_get_choice(policy, WD_KEY_CONTACTS_IMITATION) == WD_ACTION_ALLOW ||
	    (!is_new && !wd_screening_applies(event, context, policy)))
		return;
	stranger = take_apart(event, policy);
	stranger.is_contact = is_new;
	stranger.is_baited = has_bait(event, context);
	best = find_best(&stranger,
			 context->knowledge != NULL ? context->knowledge->contacts : NULL);
	if (best.likeness != LIKENESS_NONE)
		add(&stranger,
		    best.likeness == LIKENESS_IMITATION ? "contact.imitation" : "contact.namesake",
		    best.likeness,
		    best.contact->shown,
		    verdict);
	if (stranger.is_own_company)
		return;
	look_at_domain(&stranger, verdict);
	look_at_role(&stranger, verdict);
}

static const char *const codes[] = {
	"contact.imitation",
	"contact.namesake",
	"contact.lookalike-domain",
	"contact.help-desk",
	NULL,
};

const WdDetector wd_imitation = {
	.id = "imitation",
	.kinds = WD_ON_APPROACH | WD_ON(WD_EVENT_FILE),
	.directions = WD_IN,
	.codes = codes,
	.inspect = inspect,
};
