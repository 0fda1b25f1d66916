/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/contact/wd-contact-names.h"

#include <string.h>

#define MIN_SLOTS 1024 /* a power of two, like every other size of the table */
#define MOVE_SLOTS                                                                                 \
	256 /* that move with each contact while the table grows: done before it is full */
#define NO_LETTER  G_MAXUINT
#define MAX_ALIKE  64 /* names of one form that are kept apart: "info" of a thousand companies */
#define MIN_HIDDEN (WD_NAME_TYPO_LETTERS - 1) /* letters of a name from which one was dropped */

#define PER_CONTACT     2  /* an address, and perhaps what the person calls the contact */
#define PLACE_BITS      17 /* of a name's place, plus one; the rest is its generation */
#define GENERATION_MASK ((1u << (32 - PLACE_BITS)) - 1)

G_STATIC_ASSERT(WD_CONTACT_NAMES_MAX < 1u << PLACE_BITS);

/* The form of a name under which it is found, and the name. */
typedef struct {
	guint32 hash;
	guint32 name; /* generation, and place + 1; 0: free */
} Slot;

typedef struct {
	Slot *slots;
	guint32 n_slots;
	guint32 n_used;
} Table;

/* A place is used again; what slots still say of its former name is known by its generation. */
typedef struct {
	WdContactName *name; /* (nullable) */
	guint32 generation;
} Place;

/*
 * All forms of twenty thousand contacts cannot be moved to a larger table at once without being
 * felt: so there are two for a while, and each contact that comes takes some along.
 */
struct WdContactNames {
	GArray *places; /* of Place, PER_CONTACT each */
	GArray *free;   /* of guint32: first places of contacts that were removed */
	Table table;
	Table old;       /* without slots: nothing is being moved */
	guint32 n_moved; /* slots of @old */
	guint32 n_live;  /* forms of all names that are there */
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

/* Returns: (nullable): NULL when the slot speaks of a name that is gone. */
static const WdContactName *
find_name(const WdContactNames *names, const Slot *slot)
{
	guint32 index = (slot->name & ((1u << PLACE_BITS) - 1)) - 1;
	const Place *place = &g_array_index(names->places, Place, index);

	return place->generation == slot->name >> PLACE_BITS ? place->name : NULL;
}

/* What is gone is written over by the same form, so that whoever comes and goes all day does not
 * use up the places of those that are alike. */
static void
put(WdContactNames *names, guint32 hash, guint32 name)
{
	const Table *table = &names->table;
	guint32 at = hash & (table->n_slots - 1);
	guint n_alike = 0;

	for (; table->slots[at].name != 0; at = (at + 1) & (table->n_slots - 1)) {
		if (table->slots[at].hash != hash)
			continue;
		if (find_name(names, &table->slots[at]) == NULL) {
			table->slots[at].name = name;
			return;
		}
		if (++n_alike == MAX_ALIKE)
			return;
	}
	table->slots[at] = (Slot){hash, name};
	names->table.n_used++;
}

static guint
count_forms(const WdNameForm *form)
{
	guint n_forms = 1;

	if (form->n_stem > 0 && form->n_stem != form->n_skeleton)
		n_forms++;
	return form->n_stem >= WD_NAME_TYPO_LETTERS ? n_forms + form->n_stem : n_forms;
}

static void
put_forms(WdContactNames *names, guint32 index)
{
	const Place *place = &g_array_index(names->places, Place, index);
	const WdNameForm *form = place->name->form;
	guint32 name = place->generation << PLACE_BITS | (index + 1);

	put(names, hash_letters(form->skeleton, form->n_skeleton, NO_LETTER), name);
	if (form->n_stem > 0 && form->n_stem != form->n_skeleton)
		put(names, hash_letters(form->stem, form->n_stem, NO_LETTER), name);
	for (guint i = 0; form->n_stem >= WD_NAME_TYPO_LETTERS && i < form->n_stem; i++)
		put(names, hash_letters(form->stem, form->n_stem, i), name);
	names->n_live += count_forms(form);
}

/* What is gone stays behind. The old slots stand until the last was moved: a walk past them must
 * not end early. */
static void
move_some(WdContactNames *names, guint32 n_max)
{
	guint32 end = names->n_moved + MIN(n_max, names->old.n_slots - names->n_moved);

	if (names->old.slots == NULL)
		return;
	for (; names->n_moved < end; names->n_moved++) {
		const Slot *slot = &names->old.slots[names->n_moved];

		if (slot->name != 0 && find_name(names, slot) != NULL)
			put(names, slot->hash, slot->name);
	}
	if (names->n_moved < names->old.n_slots)
		return;
	g_free(names->old.slots);
	names->old = (Table){0};
	names->n_moved = 0;
}

/* At most half full, so that a walk past other names is short. A table that is full of what is gone
 * need not grow. */
static void
make_room(WdContactNames *names, guint n_forms)
{
	guint32 n_slots = names->table.n_slots;

	if ((names->table.n_used + n_forms) * 2 <= n_slots)
		return;
	move_some(names, G_MAXUINT32); /* mostly done long since */
	if ((names->n_live + n_forms) * 4 > n_slots)
		n_slots *= 2;
	names->old = names->table;
	names->n_moved = 0;
	names->table = (Table){.slots = g_new0(Slot, n_slots), .n_slots = n_slots};
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

	names->places = g_array_new(FALSE, TRUE, sizeof(Place));
	names->free = g_array_new(FALSE, FALSE, sizeof(guint32));
	names->table = (Table){.slots = g_new0(Slot, MIN_SLOTS), .n_slots = MIN_SLOTS};
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
	for (guint i = 0; i < names->places->len; i++)
		free_name(g_array_index(names->places, Place, i).name);
	g_array_unref(names->places);
	g_array_unref(names->free);
	g_free(names->table.slots);
	g_free(names->old.slots);
	g_free(names);
}

static void
add_name(WdContactNames *names, guint32 index, WdContactName *name)
{
	if (name->form->n_skeleton == 0) {
		free_name(name);
		return;
	}
	name->is_distinctive = wd_name_form_is_distinctive(name->form);
	make_room(names, count_forms(name->form));
	g_array_index(names->places, Place, index).name = name;
	put_forms(names, index);
}

/* Returns FALSE when there are too many contacts already. */
static gboolean
take_places(WdContactNames *names, guint32 *first)
{
	if (names->free->len > 0) {
		*first = g_array_index(names->free, guint32, names->free->len - 1);
		g_array_set_size(names->free, names->free->len - 1);
		return TRUE;
	}
	*first = names->places->len;
	if (*first + PER_CONTACT > WD_CONTACT_NAMES_MAX)
		return FALSE;
	g_array_set_size(names->places, *first + PER_CONTACT);
	return TRUE;
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
 * Takes the same time however many contacts there are.
 *
 * Returns: a number for wd_contact_names_remove(); 0 when there are %WD_CONTACT_NAMES_MAX already
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
	WdContactName *address;
	guint32 first;
	guint contact;

	move_some(names, MOVE_SLOTS);
	if (!take_places(names, &first))
		return 0;
	contact = g_array_index(names->places, Place, first).generation << PLACE_BITS | (first + 1);
	address = new_name(protocol, contact, has_alias ? alias : name, local);
	if (at != NULL) {
		g_autofree char *domain = g_strndup(at + 1, strcspn(at + 1, "/"));

		address->domain = g_utf8_strdown(domain, -1);
	}
	add_name(names, first, address);
	if (has_alias && g_strcmp0(alias, name) != 0) {
		WdContactName *called = new_name(protocol, contact, alias, alias);

		called->is_alias = TRUE;
		add_name(names, first + 1, called);
	}
	return contact;
}

static void
empty_place(WdContactNames *names, guint32 index)
{
	Place *place = &g_array_index(names->places, Place, index);

	if (place->name != NULL)
		names->n_live -= count_forms(place->name->form);
	g_clear_pointer(&place->name, free_name);
	place->generation = (place->generation + 1) & GENERATION_MASK;
}

/**
 * wd_contact_names_remove:
 * @names: a table
 * @contact: what wd_contact_names_add() gave; 0 is nobody, and who is gone already is nobody, too
 */
void
wd_contact_names_remove(WdContactNames *names, guint contact)
{
	guint32 first = (contact & ((1u << PLACE_BITS) - 1)) - 1;

	if (first >= names->places->len ||
	    g_array_index(names->places, Place, first).generation != contact >> PLACE_BITS)
		return;
	for (guint i = 0; i < PER_CONTACT; i++)
		empty_place(names, first + i);
	g_array_append_val(names->free, first);
}

typedef struct {
	const WdContactName **found;
	guint n_found;
} Harvest;

static void
harvest_table(const WdContactNames *names, const Table *table, guint32 hash, Harvest *harvest)
{
	guint32 at = hash & (table->n_slots - 1);

	for (; table->slots[at].name != 0; at = (at + 1) & (table->n_slots - 1)) {
		const WdContactName *name =
			table->slots[at].hash == hash ? find_name(names, &table->slots[at]) : NULL;
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
harvest(const WdContactNames *names, guint32 hash, Harvest *all)
{
	harvest_table(names, &names->table, hash, all);
	if (names->old.slots != NULL)
		harvest_table(names, &names->old, hash, all);
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
