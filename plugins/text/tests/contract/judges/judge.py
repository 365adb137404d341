"""Judges that are not of this house: Twilio's own library, pywa and aiogram. Reads cases from standard input, writes what they say."""

import json
import sys

try:
    from aiogram import methods
    from aiogram.types import Update
    from pywa import WhatsApp
    from pywa.types import Message, MessageStatus
    from pywa.utils import webhook_updates_validator
    from twilio.request_validator import RequestValidator
except ImportError as missing:
    print(json.dumps({"missing": missing.name}))
    sys.exit(0)

cases = json.load(sys.stdin)
said = {}

# Calls of the fake, and signatures of the library's own.
twilio = cases["twilio"]
validator = RequestValidator(twilio["token"])
said["twilio_accepts"] = [validator.validate(it["url"], dict(it["fields"]), it["signature"]) for it in twilio["made"]]
said["twilio_accepts_json"] = [validator.validate(it["url"], it["body"], it["signature"]) for it in twilio["made_json"]]
said["twilio_signs"] = [validator.compute_signature(it["url"], dict(it["fields"])) for it in twilio["to_sign"]]

whatsapp = cases["whatsapp"]
client = WhatsApp(phone_id=whatsapp["number"], token="x", server=None)
said["whatsapp_signed"] = [webhook_updates_validator(whatsapp["secret"], it["body"].encode(), it["signature"]) for it in whatsapp["made"]]
texts = [Message.from_update(client, json.loads(it)) for it in whatsapp["texts"]]
said["whatsapp_texts"] = [[it.from_user.wa_id, it.id, it.text or it.caption, it.has_media] for it in texts]
statuses = [MessageStatus.from_update(client, json.loads(it)) for it in whatsapp["statuses"]]
said["whatsapp_statuses"] = [[it.id, it.status.value, it.tracker] for it in statuses]

telegram = cases["telegram"]
updates = [Update.model_validate(it) for it in telegram["updates"]]
said["telegram_updates"] = [[it.update_id, it.message.chat.id, it.message.text or it.message.caption, it.message.photo is not None] for it in updates]
classes = {"sendMessage": methods.SendMessage, "deleteMessage": methods.DeleteMessage, "getUpdates": methods.GetUpdates}
said["telegram_unknown_fields"] = []
for method, body in telegram["asked"]:
    wanted = classes[method]
    wanted.model_validate(body)
    said["telegram_unknown_fields"] += [it for it in body if it not in wanted.model_fields]

print(json.dumps(said))
