/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/contact/wd-contact-names.h"

#include <string.h>

#define MIN_SLOTS  1024 /* a power of two, like every other size of the table */
#define NO_LETTER  G_MAXUINT
#define MAX_ALIKE  64 /* names of one form that are kept apart: "info" of a thousand companies */
#define MIN_HIDDEN (WD_NAME_TYPO_LETTERS - 1) /* letters of a name from which one was dropped */

/* The form of a name under which it is found, and the name. */
typedef struct {
	guint32 hash;
	guint32 name; /* index + 1; 0: free */
} Slot;

struct WdContactNames {
	GPtrArray *names; /* of WdContactName *, NULL where one was removed */
	Slot *slots;
	guint32 n_slots;
	guint32 n_used;
	GHashTable *contacts; /* number of a contact -> index + 1 of its first name */
	guint n_dead;
	guint last_contact;
};

static void
free_name(gpointer pointer)
{
	WdContactName *name = pointer;

	if (name == NULL)
		return;
	g_free(name->shown);
	wd_name_form_free(name->form);
	g_free(name->domain);
	g_free(name->protocol);
	g_free(name);
}

/* FNV-1a over the letters but one. A collision costs a comparison, not a mistake. */
static guint32
hash_letters(const gunichar *letters, guint n_letters, guint left_out)
{
	guint32 hash = 2166136261u;

	for (guint i = 0; i < n_letters; i++) {
		if (i != left_out)
			hash = (hash ^ letters[i]) * 16777619u;
	}
	return hash ^ hash >> 15;
}

static void
put(WdContactNames *names, guint32 hash, guint32 name)
{
	guint32 at = hash & (names->n_slots - 1);
	guint n_alike = 0;

	for (; names->slots[at].name != 0; at = (at + 1) & (names->n_slots - 1)) {
		n_alike += names->slots[at].hash == hash;
		if (n_alike == MAX_ALIKE)
			return;
	}
	names->slots[at] = (Slot){hash, name};
	names->n_used++;
}

static void
put_forms(WdContactNames *names, guint index)
{
	const WdContactName *name = g_ptr_array_index(names->names, index);
	const WdNameForm *form = name->form;
	gpointer contact = GUINT_TO_POINTER(name->contact);

	if (!g_hash_table_contains(names->contacts, contact))
		g_hash_table_insert(names->contacts, contact, GUINT_TO_POINTER(index + 1));

	put(names, hash_letters(form->skeleton, form->n_skeleton, NO_LETTER), index + 1);
	if (form->n_stem > 0 && form->n_stem != form->n_skeleton)
		put(names, hash_letters(form->stem, form->n_stem, NO_LETTER), index + 1);
	for (guint i = 0; form->n_stem >= WD_NAME_TYPO_LETTERS && i < form->n_stem; i++)
		put(names, hash_letters(form->stem, form->n_stem, i), index + 1);
}

/* Names that were removed go for good now; the order stays, so a contact's names stay together. */
static void
rebuild(WdContactNames *names, guint32 n_slots)
{
	guint n_left = 0;

	for (guint i = 0; i < names->names->len; i++) {
		gpointer name = g_ptr_array_index(names->names, i);

		names->names->pdata[i] = NULL;
		if (name != NULL)
			names->names->pdata[n_left++] = name;
	}
	g_ptr_array_set_size(names->names, (gint)n_left);
	g_hash_table_remove_all(names->contacts);
	g_free(names->slots);
	names->slots = g_new0(Slot, n_slots);
	names->n_slots = n_slots;
	names->n_used = 0;
	names->n_dead = 0;
	for (guint i = 0; i < n_left; i++)
		put_forms(names, i);
}

/**
 * wd_contact_names_new:
 *
 * Returns: (transfer full): an empty table
 */
WdContactNames *
wd_contact_names_new(void)
{
	WdContactNames *names = g_new0(WdContactNames, 1);

	names->names = g_ptr_array_new_with_free_func(free_name);
	names->contacts = g_hash_table_new(NULL, NULL);
	rebuild(names, MIN_SLOTS);
	return names;
}

/**
 * wd_contact_names_free:
 * @names: (nullable) (transfer full): a table
 */
void
wd_contact_names_free(WdContactNames *names)
{
	if (names == NULL)
		return;
	g_ptr_array_unref(names->names);
	g_hash_table_unref(names->contacts);
	g_free(names->slots);
	g_free(names);
}

static void
add_name(WdContactNames *names, WdContactName *name)
{
	/* At most half full, so that a walk past other names is short. */
	guint32 n_forms = 2 + name->form->n_skeleton;

	if (names->names->len >= WD_CONTACT_NAMES_MAX || name->form->n_skeleton == 0) {
		free_name(name);
		return;
	}
	name->is_distinctive = wd_name_form_is_distinctive(name->form);
	g_ptr_array_add(names->names, name);
	if ((names->n_used + n_forms) * 2 > names->n_slots)
		rebuild(names, names->n_slots * 2);
	else
		put_forms(names, names->names->len - 1);
}

static WdContactName *
new_name(const char *protocol, guint contact, const char *shown, const char *name)
{
	WdContactName *one = g_new0(WdContactName, 1);

	one->shown = g_strdup(shown);
	one->protocol = g_strdup(protocol);
	one->contact = contact;
	one->form = wd_name_form_new(name);
	return one;
}

/**
 * wd_contact_names_add:
 * @names: a table
 * @protocol: the protocol of the contact
 * @name: the contact's address there, valid UTF-8
 * @alias: (nullable): what the person calls the contact, or the contact calls itself
 *
 * Returns: a number for wd_contact_names_remove(), never 0
 */
guint
wd_contact_names_add(WdContactNames *names,
		     const char *protocol,
		     const char *name,
		     const char *alias)
{
	const char *at = strchr(name, '@');
	g_autofree char *local = g_strndup(name, at != NULL ? (gsize)(at - name) : strlen(name));
	gboolean has_alias = alias != NULL && *alias != '\0';
	guint contact = ++names->last_contact;
	WdContactName *address = new_name(protocol, contact, has_alias ? alias : name, local);

	if (at != NULL) {
		g_autofree char *domain = g_strndup(at + 1, strcspn(at + 1, "/"));

		address->domain = g_utf8_strdown(domain, -1);
	}
	add_name(names, address);
	if (has_alias && g_strcmp0(alias, name) != 0) {
		WdContactName *called = new_name(protocol, contact, alias, alias);

		called->is_alias = TRUE;
		add_name(names, called);
	}
	return contact;
}

/**
 * wd_contact_names_remove:
 * @names: a table
 * @contact: what wd_contact_names_add() gave
 */
void
wd_contact_names_remove(WdContactNames *names, guint contact)
{
	guint i = GPOINTER_TO_UINT(g_hash_table_lookup(names->contacts, GUINT_TO_POINTER(contact)));

	if (i == 0)
		return;
	(void)g_hash_table_remove(names->contacts, GUINT_TO_POINTER(contact));
	for (i--; i < names->names->len; i++) {
		WdContactName *name = g_ptr_array_index(names->names, i);

		if (name == NULL || name->contact != contact)
			break;
		names->names->pdata[i] = NULL;
		free_name(name);
		names->n_dead++;
	}
	if (names->n_dead * 2 > names->names->len)
		rebuild(names, names->n_slots);
}

typedef struct {
	const WdContactName **found;
	guint n_found;
} Harvest;

static void
harvest(const WdContactNames *names, guint32 hash, Harvest *harvest)
{
	guint32 at = hash & (names->n_slots - 1);

	for (; names->slots[at].name != 0; at = (at + 1) & (names->n_slots - 1)) {
		const WdContactName *name =
			names->slots[at].hash == hash
				? g_ptr_array_index(names->names, names->slots[at].name - 1)
				: NULL;
		gboolean is_new = name != NULL;

		for (guint i = 0; is_new && i < harvest->n_found; i++)
			is_new = harvest->found[i] != name;
		if (!is_new)
			continue;
		if (harvest->n_found == WD_CONTACT_NAMES_FIND)
			return;
		harvest->found[harvest->n_found++] = name;
	}
}

static void
harvest_letters(const WdContactNames *names, const gunichar *letters, guint n, Harvest *all)
{
	harvest(names, hash_letters(letters, n, NO_LETTER), all);
	for (guint i = 0; n >= MIN_HIDDEN && i < n; i++)
		harvest(names, hash_letters(letters, n, i), all);
}

/**
 * wd_contact_names_find:
 * @names: a table
 * @form: a stranger's name
 * @found: filled with names that @form may resemble
 *
 * Looks up the name, the name without a number behind it, and both with one letter left out. The
 * comparison is the caller's: what is found may be different all the same.
 *
 * Returns: how many were found, at most %WD_CONTACT_NAMES_FIND
 */
guint
wd_contact_names_find(const WdContactNames *names,
		      const WdNameForm *form,
		      const WdContactName *found[WD_CONTACT_NAMES_FIND])
{
	Harvest all = {found, 0};

	if (form->n_skeleton == 0)
		return 0;
	harvest_letters(names, form->skeleton, form->n_skeleton, &all);
	if (form->n_stem != form->n_skeleton && form->n_stem > 0)
		harvest_letters(names, form->stem, form->n_stem, &all);
	return all.n_found;
}
