/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "engine/data/wd-spim-words.h"

/* What SPIM says in French and Romanian. */
/* clang-format off */
static const WdSpimGroup french[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "travail à domicile, travailler à domicile, travailler depuis chez, depuis chez toi, "
	 "depuis chez vous, minutes par jour, sans expérience, aucune expérience, "
	 "aucun diplôme requis, mission facile, missions faciles, tâches simples, "
	 "propre patron, ton propre patron, notez des hôtels, vidéo likée, télétravail payé, "
	 "emploi à domicile, travail en ligne, poste à temps partiel, complément de revenu*, "
	 "complément de salaire"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "nous recrutons, votre cv a, ton cv a, service rh, responsable rh, "
	 "un simple téléphone, il suffit d'un téléphone, temps partiel en ligne, h par jour, "
	 "heures par jour, rejoins notre équipe, rejoignez notre équipe, noter des hôtels, "
	 "avec ton téléphone, avec votre téléphone, un téléphone"},
	{WD_SPIM_ABOUT_WORK, 1,
	 "temps partiel"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "gagner de l'argent, gagne de l'argent, gagnez de l'argent, par jour garanti, "
	 "€ par jour, euros par jour, paiement quotidien, paiement journalier, "
	 "payé le jour même, salaire le jour même, revenus passifs, revenu passif, "
	 "liberté financière, indépendance financière, revenus illimités, gagner # €, "
	 "gagnez # €, gagne # €, bénéfices garantis, gains garantis, rémunération entre, "
	 "argent facile, € par mois depuis, vivez de vos gains, besoin d'argent, "
	 "gagnez # euros"},
	{WD_SPIM_ABOUT_INCOME, 2,
	 "€ par mois, euros par mois, par mois depuis, le jour même, ma méthode, revenus, "
	 "devenez rentier, j'ai reçu # €, retrait instantané, retrait immédiat, % par jour, "
	 "rentabilité, commission immédiate, méthode simple"},
	{WD_SPIM_ABOUT_INCOME, 1,
	 "rémunération, bénéfices, gains"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "signaux crypto, signaux trading, plateforme de trading, "
	 "plateforme d'investissement, doublez vos, doublez votre, double tes, % de réussite, "
	 "formation forex, robot de trading, trader professionnel, investissez seulement, "
	 "investissez # euros, investissez # €, j'ai investi # €, j'ai investi # euros"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investir, investissez, investissement*, j'ai investi, cryptomonnaie*, trader*, "
	 "notre conseiller, intelligence artificielle, par intelligence artificielle, "
	 "rendement*"},
	{WD_SPIM_ABOUT_COINS, 1,
	 "signaux, conseiller vous rappelle"},
	{WD_SPIM_ABOUT_GAMES, 4,
	 "tours gratuits, bonus de bienvenue, pronostics sûrs, match truqué, sans dépôt, "
	 "free spin*"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "casino en ligne, paris sportifs, pronostic*, machines à sous, votre bonus, "
	 "récupérez votre bonus, bonus de # €"},
	{WD_SPIM_ABOUT_GAMES, 2,
	 "au casino, cote #, accès vip, dépôt minimum, roulette en ligne"},
	{WD_SPIM_ABOUT_PARCELS, 3.5,
	 "colis est bloqué, colis en attente, droits de douane, frais de douane, "
	 "retour à l'expéditeur, renvoi de votre colis, votre colis est, boîte aux lettres"},
	{WD_SPIM_ABOUT_PARCELS, 2,
	 "votre colis, votre livraison, frais de livraison, adresse incomplète, "
	 "nouveau créneau, régler les frais, frais de, suivi de votre, restent à payer, "
	 "pour la livraison, livraison de votre, dernier avis"},
	{WD_SPIM_ABOUT_PARCELS, 1,
	 "créneau, chronopost, mondial relay"},
	{WD_SPIM_ABOUT_ACCOUNTS, 4,
	 "connexion inhabituelle, activité inhabituelle, activité suspecte, "
	 "compte sera suspendu, compte sera bloqué, compte bancaire sera, "
	 "ordinateur est infecté, droit à un remboursement, pas à l'origine, majoration, "
	 "amende impayée"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "confirmez votre identité, vérifiez votre identité, compte a été suspendu, "
	 "compte a été bloqué, mettre à jour vos, mettez à jour vos, "
	 "vos coordonnées bancaires, informations de paiement, coordonnées bancaires, "
	 "carte vitale est disponible, nouvelle carte vitale, a été suspendu, "
	 "abonnement a été, vérifier vos informations, moyen de paiement, droits formation, "
	 "est infecté, formulaire sécurisé"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "votre compte, votre carte vitale, vos informations, votre identité, "
	 "votre abonnement, cher client, veuillez mettre, veuillez vérifier, "
	 "veuillez confirmer, paiement de # €, a été détecté*, carte bancaire, impayé*, "
	 "remboursement*, crédit agricole, continuer à être, complétez le formulaire, "
	 "remplissez le formulaire, support windows, support microsoft, "
	 "appelez immédiatement, compte cpf, expirent bientôt"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "ameli, impôts, cpf"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "cassé mon téléphone, téléphone est cassé, mon nouveau numéro, voici mon nouveau, "
	 "tombé dans l'eau, enregistre ce numéro, perdu mon téléphone, portable est tombé, "
	 "téléphone est tombé, portable est cassé"},
	{WD_SPIM_ABOUT_KIN, 2.5,
	 "nouveau numéro, changé de numéro, papa c'est moi, maman c'est moi, mamie c'est moi, "
	 "payer une facture, je te rembourse"},
	{WD_SPIM_ABOUT_KIN, 1.5,
	 "coucou maman, salut maman, coucou papa, salut papa, bonjour maman, salut mamie, "
	 "coucou mamie, un virement urgent, ma nouvelle puce, virement, facture urgente"},
	{WD_SPIM_ABOUT_LOANS, 4,
	 "offre de prêt, prêt entre particuliers, fiché banque de france, interdit bancaire, "
	 "crédit rapide, prêt rapide, prêteuse particulière, prêteur particulier, "
	 "sans justificatif, rachat de crédit"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "prêt personnel, taux #, fonds disponibles, déblocage immédiat, je finance vos, "
	 "besoin d'un crédit, besoin d'un prêt, crédit sans, financement rapide, prêts entre"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "crédit immédiat, taux d'intérêt, réponse en #, même fiché, finance vos projets, "
	 "vos projets"},
	{WD_SPIM_ABOUT_LOVE, 4,
	 "photos nues, plan discret, plan cul, plan sexe, femmes chaudes, femme chaude, "
	 "rencontres sans lendemain, très coquine, femme mariée cherche, escortes de luxe, "
	 "femmes mariées"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "coquine*, escorte*, cam en direct, relation sérieuse, bel inconnu, sexe*, "
	 "photos intimes, retour de l'être aimé, retour affectif, cherche un homme, "
	 "libertin*, salope*, nue, seule ce soir, femme cougar, marabout*, voyant*"},
	{WD_SPIM_ABOUT_LOVE, 2,
	 "près de chez toi, près de chez vous, dans ta ville, discrétion assurée, "
	 "premier show, show gratuit, ton profil, votre profil m'a, l'être aimé, t'attendent, "
	 "adresse privée, bonsoir bel, grand maître, militaire américain*"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sans ordonnance, permis de conduire sans, sans examen, abonnés instagram, "
	 "faux billets, montres de luxe répliques, cartes pcs, carte pcs, transcash, neosurf, "
	 "m'envoyer les codes, vente de passeport*"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "livraison discrète, sans régime, répliques, réplique*, abonnés réels, boostez vos, "
	 "enregistré en préfecture, pilule*, % moins cher, liquidation totale, liquidation, "
	 "cartes d'identité et, diplômes authentiques, les codes, kilos en un mois, "
	 "anabolisant*, tarifs imbattables, achetez vos abonnés, cartes cadeaux, "
	 "acheter des cartes"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "livraison gratuite, % de réduction, sacs de marque, livraison immédiate, "
	 "vues tiktok, vos likes, discrétion totale, authentiques, passeports, en préfecture, "
	 "commandez sur, perdez #, carte cadeau, pharmacie en ligne, cbd"},
	{WD_SPIM_ABOUT_PRIZES, 4,
	 "tiré au sort et, heureux gagnant, réclamer votre lot, réclamer votre prix, "
	 "gagnant de # euros, récupérer votre cadeau, gagnez une carte cadeau, "
	 "vous avez gagné, avez été sélectionné, été tiré au sort, contactez l'huissier"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "tiré au sort, remportez, loterie*, votre lot, votre cadeau, gagnant*, "
	 "répondez au questionnaire, un iphone, carte cadeau de, gagnez un"},
	{WD_SPIM_ABOUT_PRIZES, 2,
	 "félicitations vous, huissier, questionnaire, fête ses, gagnez"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "félicitations"},
	{WD_SPIM_ABOUT_FORTUNE, 4,
	 "phase terminale, don de ma fortune, ma fortune, client décédé, sans héritier, "
	 "porte votre nom, personne de confiance, la succession s'élève"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "millions d'euros, millions de dollars, # millions, faire don, faire un don de, "
	 "cancer en phase"},
	{WD_SPIM_ABOUT_FORTUNE, 2,
	 "héritier*, décédé, notaire un client, je suis notaire, d'un cancer"},
	{WD_SPIM_ABOUT_CALLS, 2.5,
	 "cliquez ici, cliquez pour, clique ici, cliquez sur le lien, via le lien, "
	 "lien suivant, inscrivez-vous, inscris-toi, récupérez votre, rejoignez notre canal, "
	 "rejoignez-nous, lien en bio, profitez-en"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "cliquez, contactez-nous, contactez-moi, contactez-la, contactez le, appelez le, "
	 "inscription gratuite, utilisez vos, viens voir, écris-moi en privé, complétez, "
	 "réglez, pour annuler, répondez, choisissez un"},
	{WD_SPIM_ABOUT_CALLS, 1,
	 "contactez, écrivez-moi, écris-moi, rejoignez, rejoins"},
	{WD_SPIM_ABOUT_CHATS, 2,
	 "sur whatsapp, par whatsapp, canal telegram, groupe telegram, sur telegram, "
	 "en message privé, mon adresse privée, groupe vip, contactez-nous sur, en privé, "
	 "groupe whatsapp vip"},
	{WD_SPIM_ABOUT_CHATS, 1,
	 "écris-moi sur, écrivez-moi sur, par mail, message privé, en mp"},
	{WD_SPIM_ABOUT_HASTE, 2,
	 "sous # h, sous # heures, en # heures, en # h, dernière chance, que # minutes, "
	 "avant qu'il ne soit, expire ce soir, en # jours"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "immédiatement, places limitées, aujourd'hui seulement, dernier rappel, "
	 "en # minutes, expire aujourd'hui, sous 48h, sous 24h, il ne reste que"},
	{WD_SPIM_ABOUT_PRAISE, 2,
	 "sans risque, sans engagement, résultat garanti, résultats garantis, % garanti, "
	 "garantis"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "garanti*, gratuit*, discrétion, webinaire gratuit, premier show gratuit"},
	{WD_SPIM_ABOUT_PRAISE, 1,
	 "illimité*, webinaire*"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# euros"},
	{WD_SPIM_ABOUT_LOANS, 2,
	 "un prêt de, demande de prêt, prêt sans, prêts rapides, votre crédit"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "rencontre coquine, rencontres coquines, rencontre discrète"},
	{WD_SPIM_ABOUT_WORK, 2,
	 "nous recrutons des, on recrute"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1,
	 "amende*"},
	{WD_SPIM_ABOUT_HASTE, 1,
	 "c'est urgent, urgente, immédiate, immédiat"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "phrase secrète, phrase de récupération, synchroniser votre wallet, "
	 "portefeuille doit être, votre wallet doit, validant votre carte, article est vendu, "
	 "recevez l'argent, recevoir l'argent, acheteur a payé, numéro de sécu, "
	 "compte sera supprimé, procédure judiciaire, dernier rappel avant, "
	 "vos droits expirent, saisissez votre"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "code reçu par, votre dossier, prélèvement de, votre ligne sera, "
	 "mise à jour obligatoire, données bancaires, numéro de carte"},
	{WD_SPIM_ABOUT_ACCOUNTS, 1.5,
	 "régularisez"},
	{WD_SPIM_ABOUT_TRICKS, 4,
	 "toi sur cette vidéo, toi dans cette vidéo, qui visite ton profil, "
	 "whatsapp deviendra payant, faites tourner à, lire les messages de, "
	 "espionner whatsapp, code que tu viens, code à six chiffres, code que vous venez, "
	 "pirater un compte, compte piraté récupér*, déshabille n'importe"},
	{WD_SPIM_ABOUT_TRICKS, 3,
	 "regarde cette vidéo, sur cette vidéo, à # contacts, partagez avant, avant censure, "
	 "on nous cache, envoie ce message à, renvoie ce message, retrait bancaire interdit, "
	 "envoie-moi le code, par erreur ton numéro, conjoint infidèle, téléphone de ton, "
	 "localiser un, chaîne de prière"},
	{WD_SPIM_ABOUT_TRICKS, 2,
	 "oups je voulais, trompée de numéro, mauvais numéro, testé ça marche, "
	 "vous avez l'air gentil, l'air sympa, partage à, n'en parle à personne"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "rachat de tous, mensualité divisée, vos crédits, argent perdu, faux courtier, "
	 "récupéré mes, récupérer votre argent, effacez vos dettes, tous vos crédits"},
	{WD_SPIM_ABOUT_LOANS, 1.5,
	 "surendettement"},
	{WD_SPIM_ABOUT_WORK, 4,
	 "prête ton compte, ton compte bancaire contre, mise en sachet, location de compte"},
	{WD_SPIM_ABOUT_WORK, 3,
	 "quitté mon patron, méthode toute bête, je te la montre, deviens ambassadrice, "
	 "vendeuse à domicile, mon équipe beauté, kit de démarrage, rejoins mon équipe, "
	 "rejoins mon, devenir indépendant, gagne depuis ton canapé, depuis ton canapé, "
	 "plus de patron"},
	{WD_SPIM_ABOUT_WORK, 1.5,
	 "smicard"},
	{WD_SPIM_ABOUT_GOODS, 4,
	 "sans plagiat, sans passer le code, inscrit à l'ants, relevés de notes, "
	 "sms publicitaires, mémoire rédigé, diplômes bts, première page en, faux papiers, "
	 "avis google, acheter des avis, beuh, comptes vérifiés, abo contre abo, "
	 "pompe à chaleur gratuite, isolation à 1 euro, panneaux solaires gratuits"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "note minimum, chaînes foot, chaînes films, la gélule, sans sport, que les labos, "
	 "livraison paris, menu sur la, audit offert, votre site n'apparaît, rachat d'or, "
	 "achète votre voiture, comptes netflix, paiement en deux fois, sacs de luxe, "
	 "cigarettes pas cher, kg en un mois, reprise de votre"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "gélules, référencement*, vérifiables, contrefaçon, cartouches, astrologu*, "
	 "numérologue"},
	{WD_SPIM_ABOUT_GOODS, 2,
	 "devis sous, essai gratuit, écris test, qualité supérieure, sur demande, "
	 "l'état prend en charge, êtes-vous propriétaire, appel gratuit, offre jusqu'à"},
	{WD_SPIM_ABOUT_GOODS, 1.5,
	 "catalogue"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "crédit offert, recharge offerte, forfait gratuit, séjour offert, votre bon d'achat, "
	 "coffret offert, cadeau vous attend"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "match arrangé, score exact, cote sûre, gain au casino, code bonus"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "chaque euro compte, cagnotte en bio, aidez la petite, aidez le petit, "
	 "dieu vous bénisse, que dieu vous, veuve sans enfant, caisse d'or, "
	 "opération urgente, je suis veuf, chirurgien de l'onu"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "lingots"},
	{WD_SPIM_ABOUT_COINS, 3,
	 "j'investis dans l'or, trading automatique, robot qui trade, madame m'a permis, "
	 "elle gère mon, mon mentor, avec seulement # euros, pack trading, faire fructifier, "
	 "sans perte, profit hebdo*, devenir trader"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "mes nudes, vidéos perso, vrai profil, snap hot, snap privé, mym, plan q, "
	 "femme mûre, rdv ce soir, massage naturiste, cherche sugar"},
	{WD_SPIM_ABOUT_LOVE, 1.5,
	 "camgirl, hôtesse"},
	{WD_SPIM_ABOUT_FORTUNE, 1.5,
	 "succession"},
};

static const char *const french_habits[] = {
	"œ=oe",
	NULL,
};
/* clang-format on */

/* clang-format off */
static const WdSpimGroup romanian[] = {
	{WD_SPIM_ABOUT_WORK, 3,
	 "muncă de acasă, lucru de acasă, lucrezi de acasă, minute pe zi, fără experiență, "
	 "sarcini simple, propriul șef, venit suplimentar, job online"},
	{WD_SPIM_ABOUT_INCOME, 3,
	 "câștigă bani, lei pe zi, euro pe zi, venit pasiv, libertate financiară, "
	 "profit garantat, plată zilnică, faci bani"},
	{WD_SPIM_ABOUT_COINS, 2,
	 "investește*, investiți*, investiții, criptomoned*, tranzacționare, semnale"},
	{WD_SPIM_ABOUT_GAMES, 3,
	 "rotiri gratuite, cazinou online, bonus de bun venit, fără depunere, pariuri"},
	{WD_SPIM_ABOUT_PARCELS, 3,
	 "coletul dumneavoastră, coletul tău, taxe vamale, adresă incompletă"},
	{WD_SPIM_ABOUT_ACCOUNTS, 3,
	 "contul dumneavoastră, contul tău, va fi blocat, a fost blocat, a fost suspendat, "
	 "verificați identitatea, actualizați datele, activitate suspectă, rambursare"},
	{WD_SPIM_ABOUT_ACCOUNTS, 2,
	 "stimate client, confirmați"},
	{WD_SPIM_ABOUT_KIN, 3,
	 "numărul meu nou, mi s-a stricat telefonul, am schimbat numărul"},
	{WD_SPIM_ABOUT_LOANS, 3,
	 "împrumut rapid, credit rapid, fără birou, ofer împrumut*, împrumuturi, nebancar*"},
	{WD_SPIM_ABOUT_LOVE, 3,
	 "poze nud, sex fără, femei căsătorite, fete fierbinți"},
	{WD_SPIM_ABOUT_GOODS, 3,
	 "fără rețetă, permis de conducere fără, replici, urmăritori reali, reducere # %"},
	{WD_SPIM_ABOUT_PRIZES, 3,
	 "ați câștigat, ai câștigat, ați fost selectat, revendică*, câștigător*"},
	{WD_SPIM_ABOUT_PRIZES, 1,
	 "felicitări"},
	{WD_SPIM_ABOUT_FORTUNE, 3,
	 "milioane de euro, milioane de dolari, client decedat, moștenire*"},
	{WD_SPIM_ABOUT_CALLS, 2,
	 "click aici, apasă aici, înscrie-te, alătură-te, accesați linkul, scrie-mi"},
	{WD_SPIM_ABOUT_CHATS, 1.5,
	 "pe whatsapp, pe telegram"},
	{WD_SPIM_ABOUT_HASTE, 1.5,
	 "în # ore, ultima șansă, doar astăzi, doar azi, imediat"},
	{WD_SPIM_ABOUT_PRAISE, 1.5,
	 "fără risc, garantat*, gratuit"},
	{WD_SPIM_ABOUT_SUMS, 1,
	 "# lei, # ron"},
};
/* clang-format on */

const WdSpimWords wd_spim_words_french = {"french", french, G_N_ELEMENTS(french), french_habits};
const WdSpimWords wd_spim_words_romanian = {"romanian", romanian, G_N_ELEMENTS(romanian), NULL};
