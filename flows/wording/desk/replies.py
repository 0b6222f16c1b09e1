"""The table of what each reply of the desk says. The tests hold it complete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flows.desk import replies
from flows.wording.desk import announcing, choosing, exporting, following, inviting, reminding, reopening
from flows.wording.desk.buttons import Said
from flows.wording.speaker import Speaker

SAID: Mapping[type[Any], Callable[[Speaker, Any], Said]] = {
    replies.Welcomed: choosing.welcomed,
    replies.CountryAsked: choosing.country_asked,
    replies.NobodyThere: choosing.nobody_there,
    replies.Declined: choosing.declined,
    replies.WaitsFor: choosing.waits_for,
    replies.DroppedHalfway: choosing.dropped_halfway,
    replies.OldButton: choosing.old_button,
    replies.WhomToInvite: inviting.whom_to_invite,
    replies.Offered: inviting.offered,
    replies.HasLink: inviting.has_link,
    replies.HasFocalPoint: inviting.has_focal_point,
    replies.LinkMade: inviting.link_made,
    replies.ListAsked: inviting.list_asked,
    replies.ListWrong: inviting.list_wrong,
    replies.ListInvited: inviting.list_invited,
    replies.ProgressShown: following.progress_shown,
    replies.StageShown: following.stage_shown,
    replies.CountryShown: following.country_shown,
    replies.RevokeAsked: following.revoke_asked,
    replies.AccessRevoked: following.access_revoked,
    replies.WhomToRemind: reminding.whom_to_remind,
    replies.WhetherToRemind: reminding.whether_to_remind,
    replies.RemindersPlanned: reminding.reminders_planned,
    replies.NotSubmitted: reopening.not_submitted,
    replies.QuestionsAsked: reopening.questions_asked,
    replies.RemarkAsked: reopening.remark_asked,
    replies.RemarksShown: reopening.remarks_shown,
    replies.GivenBack: reopening.given_back,
    replies.AudienceAsked: announcing.audience_asked,
    replies.TextAsked: announcing.text_asked,
    replies.AnnouncementShown: announcing.announcement_shown,
    replies.AnnouncementFollowed: announcing.announcement_followed,
    replies.ExportAsked: exporting.export_asked,
    replies.ExportSent: exporting.export_sent,
    replies.CopySent: exporting.copy_sent,
    replies.SignInLink: exporting.sign_in_link,
    replies.NoPages: exporting.no_pages,
}


def say(speaker: Speaker, reply: replies.DeskReply) -> Said:
    return SAID[type(reply)](speaker, reply)
