/** Suggestions on the topics the demo county asks about, with what became of them. Plainly made up. */
import type { OpenStory } from './open-stories.ts'
import { person } from './person.ts'

export const TOPIC_STORIES: readonly OpenStory[] = [
  {
    daysAgo: 120,
    unit: 'cgj',
    stage: 'published',
    publishing: 'published',
    onTopic: '文化公园还缺什么',
    letter: {
      procedure: 'suggestion',
      channel: 'web',
      category: '01',
      subject: '建议文化公园增设直饮水点',
      body: '夏天到文化公园散步的老人和孩子很多，园里没有饮水的地方。建议在东门和儿童活动区各设一处直饮水点。',
      demands: ['文化公园增设直饮水点'],
      place: '城东街道文化公园',
      parties: person(82),
    },
    adoption: 'adopted',
    reply: '建议予以采纳：随公园改造在东门和儿童活动区各设一处直饮水点，水质检测结果每季度在园内公布。',
  },
  {
    daysAgo: 18,
    unit: 'cgj',
    stage: 'published',
    publishing: 'agreed',
    onTopic: '县城早晚高峰停车难怎么解决',
    letter: {
      procedure: 'suggestion',
      channel: 'web',
      category: '01',
      subject: '建议机关停车场夜间向居民开放',
      body: '老城区晚上没有地方停车，机关单位的停车场夜里是空的。建议下班后和节假日向周边居民开放，早上八点前开走。',
      demands: ['机关停车场夜间向周边居民开放', '登记办法要简单'],
      place: '城东街道老城区',
      parties: person(83),
    },
    adoption: 'partly-adopted',
    reply: '部分采纳：先在三个单位试行工作日十九时至次日七时开放，凭车牌登记；涉密场所的停车场不能开放。',
  },
]
