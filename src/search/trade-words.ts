import { foldedWords } from './text.ts';

/**
 * What customers, agents and policies call the same thing, a line each, in four languages. Written down from general knowledge of
 * the trade, not from any data; docs/search.md tells what it brings.
 */
const CALLED_ALIKE = `
parcel package packet shipment consignment Paket Päckchen Sendung paquete envío colis
delivery deliver delivered delivering shipping ship shipped Lieferung liefern geliefert Versand entrega entregar livraison livrer
return returned returning Rückgabe Rücksendung zurückgeben zurückschicken devolución devolver retour renvoyer
refund refunded reimburse reimbursement Erstattung Rückerstattung erstatten reembolso rembolso remboursement rembourser
exchange exchanged replace replaced replacement swap Umtausch umtauschen Ersatz cambiar échange échanger
broken broke damage damaged defect defective faulty smashed shattered kaputt defekt beschädigt roto dañado cassé abîmé défectueux
scratch scratched dent dented chip chipped Kratzer Delle arañazo rayure
guarantee guaranteed warranty Garantie Gewährleistung garantía
receipt invoice bill Beleg Rechnung Quittung Kassenbon recibo factura facture
courier carrier driver postman Bote Fahrer Zusteller Spediteur mensajero repartidor transportista livreur transporteur coursier
receive received receiving arrive arrived arriving arrival erhalten ankommen angekommen recibir recibido llegar llegado recevoir reçu arriver
late delay delayed overdue verspätet Verspätung retraso retard
lost missing disappeared vanished verloren verschwunden perdido perdu
cancel cancelled canceled cancellation cancelling stop revoke stornieren widerrufen kündigen cancelar anular annuler
price cost costs rate fee charge MRP Preis kosten Gebühr precio coste costo prix coût frais
discount offer coupon voucher promo promotion deal sale Rabatt Gutschein Angebot descuento oferta cupón remise réduction
voucher giftcard credit Gutschein Geschenkkarte vale
pay paid payment zahlen bezahlen Zahlung pagar pago payer paiement
instalment installment EMI Raten Ratenzahlung cuotas plazos mensualités
charged debited billed abgebucht belastet cobrado cargado débité prélevé
twice double duplicate zweimal doppelt doble
card visa mastercard Karte tarjeta carte
buy bought buying purchase purchased order ordered kaufen bestellen comprar pedido acheter commander
shop store showroom outlet branch Laden Filiale Geschäft tienda magasin boutique
agent representative human operator person Mitarbeiter agente conseiller
boss manager supervisor Chef Vorgesetzter jefe encargado responsable supérieur
angry furious upset mad wütend sauer verärgert enfadado furioso fâché furieux
shout shouting shouts yell yelling scream screaming insult insults rude schreit beleidigt grita insulta crie insulte
complaint complain complained grievance dissatisfied unhappy disappointed useless pathetic worst bad terrible poor horrible Beschwerde beschweren unzufrieden queja quejarse descontento reclamación plainte plaindre mécontent
great amazing excellent awesome wonderful fantastic appreciate good nice love super toll
lawyer attorney solicitor court sue Anwalt Gericht Klage abogado tribunal avocat
journalist press reporter newspaper television media Presse Zeitung periodista prensa journaliste
privacy data GDPR DSGVO Datenschutz Daten privacidad datos données RGPD
delete erase erasure remove löschen entfernen borrar eliminar supprimer effacer
address house street Adresse Anschrift dirección adresse
sofa couch settee canapé
wardrobe closet cupboard cabinet Schrank Kleiderschrank armario armoire
chair armchair seat stool Stuhl Sessel silla sillón chaise fauteuil
table desk Tisch Schreibtisch mesa escritorio bureau
bed mattress Bett Matratze cama colchón lit matelas
lamp light bulb Leuchte Lampe lámpara lampe
cushion pillow Kissen cojín almohada coussin oreiller
shelf bookshelf bookcase Regal estante estantería étagère
screw bolt hardware Schraube Schrauben tornillo vis
part piece component Teil Teile Ersatzteil pieza pièce
size dimension measurement Größe Maße talla tamaño medida taille
color colour shade Farbe couleur
track tracking trace Sendungsverfolgung seguimiento rastrear suivi suivre
phone telephone call ring Telefon anrufen teléfono llamar téléphone appeler
contact reach touch phone helpline hotline Kontakt kontaktieren erreichen contacto contactar contacter joindre
password login Passwort Anmeldung contraseña connexion
register registration registered signup sign enrol enroll join registrieren anmelden registrar registro inscrire inscription
account profile Konto cuenta compte
apology apologise apologize gesture goodwill Kulanz Entschuldigung disculpa geste
box packaging carton Karton Verpackung caja embalaje emballage
pickup collect collection Abholung abholen recogida recoger enlèvement
repair fix mend reparieren Reparatur reparar reparación réparer réparation
assemble assembled assembly Montage aufbauen zusammenbauen montar montaje monter
stock available availability Lager verfügbar existencias disponible
down outage offline crashed Störung Ausfall caída panne
support assistance assist Unterstützung soporte
change modify edit alter update ändern modificar modifier
money cash Geld dinero argent
bank issuer banco banque
fraud scam fake cheat cheating cheated Betrug fraude estafa arnaque
gift present Geschenk regalo cadeau
quick fast soon schnell rápido rapide vite
locked blocked frozen disabled suspended gesperrt bloqueado bloqué
verify verification identity passport Ausweis verificar identidad vérifier identité
subscription membership plan Abo Mitgliedschaft suscripción abonnement
points rewards loyalty Punkte Prämien puntos
holiday vacation leave Urlaub vacaciones congés
`;

const synonyms = new Map<string, string[]>();
for (const line of CALLED_ALIKE.trim().split('\n')) {
  const words = line.split(' ');
  for (const word of words) {
    const [key = ''] = foldedWords(word);
    const others = words.filter((other) => other !== word);
    synonyms.set(key, [...(synonyms.get(key) ?? []), ...others]);
  }
}

const PLURALS = ['', 's', 'es'];

/** Other words for the thing that a folded word names, as they are written. */
export function synonymsOf(word: string): readonly string[] {
  return PLURALS.filter((ending) => word.endsWith(ending)).flatMap(
    (ending) => synonyms.get(word.slice(0, word.length - ending.length)) ?? [],
  );
}

/** Whether one of two folded words is another name of what the other one names, in singular or plural. */
export function areOneThing(one: string, other: string): boolean {
  const names = new Set(synonymsOf(one).flatMap(foldedWords));
  return PLURALS.some((ending) => other.endsWith(ending) && names.has(other.slice(0, other.length - ending.length)));
}

/** Other names of the things that are asked about, each once. */
export function otherNames(query: string): readonly string[] {
  return [...new Set(foldedWords(query).flatMap(synonymsOf))];
}
